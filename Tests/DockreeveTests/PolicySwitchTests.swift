import Audit
import Testing

@testable import dockreeve

/// Which policy decides when a new one comes, and who frees the one before.
@Suite struct PolicySwitchTests {
    private func policy() -> PolicyInForce {
        PolicyInForce(refused: PolicyRefusal(time: Timestamp(microseconds: 1), diagnostics: []))
    }

    @Test func aCallIsDecidedByThePolicyThatItBeganWith() {
        let (first, second) = (policy(), policy())
        let policies = PolicySwitch(first)
        var holding = policies.hold()
        policies.publish(second)
        #expect(holding.policy === first)
        #expect(policies.current === second)
        policies.update(&holding)
        #expect(holding.policy === second)
    }

    @Test func whatIsInUseIsNotGivenOut() {
        let policies = PolicySwitch(policy())
        var holding = policies.hold()
        #expect(policies.collect() == (nil, false))
        policies.publish(policy())
        #expect(policies.collect() == (nil, true))
        policies.update(&holding)
        let (retired, isLeft) = policies.collect()
        #expect(retired != nil && !isLeft)
    }

    /// A large one takes tens of milliseconds, which the thread that decides must not spend, nor one of its priority.
    @Test func theOneBeforeIsFreedWhereThatIsAsked() {
        weak var first: PolicyInForce?
        let policies: PolicySwitch
        do {
            let policy = policy()
            first = policy
            policies = PolicySwitch(policy)
        }
        var holding = policies.hold()
        policies.publish(policy())
        policies.update(&holding)
        #expect(first != nil)
        let (retired, _) = policies.collect()
        #expect(first != nil)
        OwnThread.yielding { retired?.free() }
        #expect(first == nil)
        withExtendedLifetime(holding) {}
    }
}

private func == (left: (free: Retired<[PolicyInForce]>?, isLeft: Bool), right: (Retired<[PolicyInForce]>?, Bool))
    -> Bool
{
    left.free === right.0 && left.isLeft == right.1
}
