import Git
import Panel
public import Planner

/// A fleet's panel, open for its customers only: users for those who have none, and where mails to the others go.
public struct CustomerDoor: Sendable {
  private let panel: any PanelClient
  /// How many new users `safety.maxUsers` allows.
  public let allowed: Int

  fileprivate init(panel: any PanelClient, allowed: Int) {
    self.panel = panel
    self.allowed = allowed
  }

  /// What became of a customer.
  public enum End: Sendable {
    case made
    /// The panel has a user of that external id, who stays as they are.
    case exists
    /// The panel does not make that user, and will not; with the reason, which holds no address.
    case refused(String)
  }

  /// Whether the panel has a user with exactly this external id.
  public func has(_ customer: String) async throws(ApplyFailure) -> Bool {
    do throws(PanelFailure) { return try await panel.user(externalID: customer) != nil } catch { throw .panel(error) }
  }

  /// The e-mail that the panel has of a customer at this moment; nil where it has no such user.
  public func email(of customer: String) async throws(ApplyFailure) -> String? {
    do throws(PanelFailure) { return try await panel.user(externalID: customer)?.email } catch { throw .panel(error) }
  }

  /// The name that a customer signs in to the panel with; nil where it has no such user.
  public func username(of customer: String) async throws(ApplyFailure) -> String? {
    do throws(PanelFailure) { return try await panel.user(externalID: customer)?.username } catch {
      throw .panel(error)
    }
  }

  /// Makes the user of a customer whom the panel does not have.
  public func make(_ customer: String, _ contact: Customer.Contact) async throws(ApplyFailure) -> End {
    if try await has(customer) { return .exists }
    let usual = NewUser(customer: customer, contact: contact, takenNames: [])
    // Somebody may have the name that the id gives. A second one is as good, and the panel says which was wrong.
    let other = NewUser(customer: customer, contact: contact, takenNames: [usual.username])
    var rejections: [PanelFailure.Rejection] = []
    for user in [usual, other] {
      do throws(PanelFailure) {
        _ = try await panel.create(user)
        return .made
      } catch {
        guard case .rejected(let found) = error.root else { throw .panel(error) }
        rejections = found
        guard found.allSatisfy({ $0.field == "username" }) else { break }
      }
    }
    let fields = rejections.map { "\($0.field) (\($0.rule))" }.joined(separator: ", ")
    return .refused(
      rejections.contains { $0.field == "email" && $0.rule == "unique" }
        ? "another user of the panel has the customer's e-mail; give that user the customer's id as external id, if it is them"
        : "the panel does not accept a user made of what the shop says: \(fields)")
  }
}

extension Workspace {
  /// Opens a fleet's panel for its customers, as a commit's settings say. Nothing is sent yet.
  public func openCustomers(at revision: String, _ access: PanelAccess) async throws(ApplyFailure) -> CustomerDoor {
    let repository = try requireRepository()
    let commit = try await resolve(revision)
    let settings = try await readSettings(at: commit)
    guard let value = settings.value else { throw .documents(settings.diagnostics) }
    guard let address = value.panel else { throw .noPanel }
    guard let key = runEnvironment.key else { throw .noKey }
    let recorded = try await attempt { () throws(GitError) in
      switch try await openOrdersRecord(at: commit, in: repository) {
      case .recorded(let record, _): record.orders.servers
      // Each server has a result, and a few results have no server any more.
      case .none, .unreadable: try await repository.entries(at: commit, below: resultsPath).count
      }
    }
    do throws(PanelFailure) {
      let url = try PanelURL(address.url, encryption: runEnvironment.encryption)
      return CustomerDoor(
        panel: try await access.client(of: address, at: url, key: key, reading: [], log: log),
        allowed: value.safety.maxUsers.allowed(ofRecorded: recorded))
    } catch {
      throw .panel(error)
    }
  }
}
