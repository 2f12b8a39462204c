import Testing

@testable import Transport

@Suite("How long a loop looks before it sleeps")
struct PatienceTests {
    @Test("It looks for a while, and stops when somebody has come")
    func success() {
        var patience = Patience()
        let looksUnasked = patience.goesOn(at: 0)
        #expect(!looksUnasked)
        for round: UInt64 in 1...3 {
            let start = round * 1_000_000
            patience.begin(after: 2, at: start)
            let goesOn = patience.goesOn(at: start + Patience.length - 1)
            #expect(goesOn)
            patience.succeed()
            let goesOnStill = patience.goesOn(at: start)
            #expect(!goesOnStill)
        }
    }

    @Test("It looks for as many as were answered together, and not for one who comes alone")
    func several() {
        var patience = Patience()
        patience.begin(after: 1, at: 1)
        #expect(!patience.isLooking)
        patience.begin(after: 3, at: 1)
        for isLooking in [true, true, false, false] {
            patience.succeed()
            patience.begin(after: 1, at: 1)
            #expect(patience.isLooking == isLooking)
        }
    }

    @Test("Where nobody comes it looks less and less often, and as before once somebody has come")
    func failure() {
        var patience = Patience()
        let pauses = (0..<6).map { _ in
            fail(&patience)
            return pause(of: &patience)
        }
        #expect(pauses == [1, 8, 64, 512, 4096, 4096])
        patience.begin(after: 2, at: 1)
        patience.succeed()
        fail(&patience)
        let pauseAfterSuccess = pause(of: &patience)
        #expect(pauseAfterSuccess == 1)
    }

    /// Looks in vain.
    private func fail(_ patience: inout Patience) {
        patience.begin(after: 2, at: 1)
        let (looked, goesOn) = (patience.isLooking, patience.goesOn(at: 1 + Patience.length))
        #expect(looked && !goesOn && !patience.isLooking)
    }

    /// How many rounds go by before the one in which it looks again.
    private func pause(of patience: inout Patience) -> Int {
        var rounds = 0
        while true {
            var next = patience
            next.begin(after: 2, at: 1)
            if next.isLooking { return rounds }
            patience = next
            rounds += 1
        }
    }
}
