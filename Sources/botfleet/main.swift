print("botfleet")
