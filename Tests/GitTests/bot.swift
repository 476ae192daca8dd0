import Git

let bot = Signature(name: "bot", email: "bot@example.com", time: 1_795_348_800, offset: 90)
