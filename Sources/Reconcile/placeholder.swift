// The room is empty still.
