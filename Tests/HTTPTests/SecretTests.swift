import HTTP
import Testing

struct SecretTests {
  @Test func `A secret shows itself nowhere`() {
    struct Holder {
      let key = Secret("ptla_hunter2")
    }
    var dumped = ""
    dump(Holder(), to: &dumped)
    let texts = ["\(Secret("ptla_hunter2"))", String(reflecting: Holder()), String(describing: Holder()), dumped]
    for text in texts {
      #expect(text.contains("«secret»"))
      #expect(!text.contains("hunter2"))
    }
  }
}
