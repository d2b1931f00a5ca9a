#include "sim/import/draft.hpp"

#include <set>
#include <utility>
#include <variant>

#include "client/options.hpp"

namespace parley::sim::importing {
namespace {

using namespace scenario;  // All sentences are made here.

constexpr auto kUnreachable = static_cast<std::uint8_t>(client::ExitCode::kUnreachable);

/// Makes the items, one activity after another.
class DraftWriter {
 public:
  DraftWriter(const Cast& cast, const Passwords& passwords, Instant first)
      : cast_(cast), passwords_(passwords), first_(first) {}

  void take(const Activity& activity) {
    who_ = cast_.of(activity.node);
    at_ = activity.at - first_;
    tape_ = activity.tape;
    std::visit([this](const auto& what) { write(what); }, activity.what);
  }

  Draft finish() { return std::move(draft_); }

 private:
  Item item(ItemKind kind) const {
    Item made;
    made.at = at_;
    made.recorded = at_;
    made.kind = kind;
    made.who = who_;
    return made;
  }
  void add(Item item) { draft_.items.push_back(std::move(item)); }

  const PersonId* person() const { return who_ ? std::get_if<PersonId>(&*who_) : nullptr; }
  const ClientId* client() const { return who_ ? std::get_if<ClientId>(&*who_) : nullptr; }
  std::string name() const {
    if (const auto* id = person()) return cast_.people()[id->index].name;
    if (const auto* id = client()) return cast_.clients()[id->index].name;
    return "the registry";
  }

  void write(const ObservedAction& observed) {
    if (person() == nullptr) return;
    Item made = item(ItemKind::kAction);
    PersonAction action = observed.action;
    put_password(action, observed.hides);
    const bool tries = !observed.granted && may_be_refused(action);
    made.account = account_of(observed.action);
    note_accounts(observed);
    made.body = PersonStep{{*person()}, false, std::move(action), tries};
    made.effect = observed.effect;
    made.unanswered = observed.unanswered;
    add(std::move(made));
  }

  /// Of other actions a refusal does not matter, since they are not tried again.
  static bool may_be_refused(const PersonAction& action) {
    return std::holds_alternative<SignUp>(action) || std::holds_alternative<LogIn>(action) ||
           std::holds_alternative<CreateRoom>(action) || std::holds_alternative<JoinRoom>(action);
  }

  static std::string account_of(const PersonAction& action) {
    if (const auto* sign_up = std::get_if<SignUp>(&action)) return *sign_up->as;
    if (const auto* log_in = std::get_if<LogIn>(&action)) return *log_in->as;
    return {};
  }

  void put_password(PersonAction& action, bool hides) const {
    const Person& self = cast_.people()[person()->index];
    const auto put = [&](auto& credentials) {
      const std::string text = passwords_.text(tape_, *credentials.password);
      credentials.password = text == self.password ? std::nullopt : std::optional(text);
      if (*credentials.as == self.name) credentials.as.reset();
    };
    if (auto* sign_up = std::get_if<SignUp>(&action)) put(*sign_up);
    if (auto* log_in = std::get_if<LogIn>(&action)) {
      put(*log_in);
      log_in->port.reset();  // People of the play have one each.
    }
    auto* typed = std::get_if<Type>(&action);
    if (typed != nullptr && hides) typed->line = passwords_.text(tape_, typed->line);
  }

  /// A login that succeeds without a sign-up, or a refused name that was not taken in the recording, shows
  /// that the account existed before.
  void note_accounts(const ObservedAction& observed) {
    const std::string account = account_of(observed.action);
    const bool logs_in = std::holds_alternative<LogIn>(observed.action);
    if (account.empty() || (logs_in && !observed.granted)) return;
    const bool is_new = accounts_.insert(folded(account)).second;
    const bool made_now = observed.effect.kind == Effect::Kind::kSignedUp;
    if (is_new && !made_now) draft_.earlier.push_back({*person(), account, passwords_.of_account(account)});
  }

  void write(const Effect& effect) {
    Item made = item(ItemKind::kSilent);
    made.effect = effect;
    add(std::move(made));
  }
  void write(const Killed& killed) {
    if (person() == nullptr) return;
    Item made = item(ItemKind::kAction);
    const Nodes self{NodeRef(*person())};
    made.body = killed.silently ? Fault(Vanish{self}) : Fault(Crash{self, {}});
    made.killed = true;
    add(std::move(made));
  }
  void write(const RegistryDown& down) {
    Item made = item(ItemKind::kRegistryDown);
    made.who = TheRegistry{};
    made.body = down.in_order ? Fault(StopRegistry{}) : Fault(Crash{{NodeRef(TheRegistry{})}, {}});
    add(std::move(made));
  }
  void write(const RegistryUp& /*up*/) {
    Item made = item(ItemKind::kRegistryUp);
    made.who = TheRegistry{};
    made.body = Fault(Restart{{NodeRef(TheRegistry{})}});
    add(std::move(made));
  }
  void write(const ObservedClientAction& observed) {
    if (client() == nullptr) return;
    Item made = item(ItemKind::kAction);
    made.body = ClientStep{{*client()}, observed.action};
    add(std::move(made));
  }
  void write(const Datagram& datagram) {
    if (!who_) return;
    Item made = item(ItemKind::kAction);
    made.body = SendDatagram{{*who_}, datagram.bytes, std::nullopt};
    add(std::move(made));
  }
  void write(const Remark& remark) {
    Item made = item(ItemKind::kSilent);
    made.comment = name() + ": " + remark.text;
    add(std::move(made));
  }
  void write(const Unknown& unknown) {
    Item made = item(ItemKind::kSilent);
    made.comment = name() + "'s tape ends here: " + unknown.why;
    made.unknown = true;
    add(std::move(made));
  }

  const Cast& cast_;
  const Passwords& passwords_;
  Instant first_;
  Duration at_{};
  std::size_t tape_ = 0;
  std::optional<NodeRef> who_;
  std::set<std::string> accounts_;
  Draft draft_;
};

/// A registry runs when a scenario begins. If it did not in the recording, it is crashed first.
void begin_without_registry(std::vector<Item>& items) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].kind == ItemKind::kRegistryDown) return;
    if (items[i].kind != ItemKind::kRegistryUp) continue;
    bool missed = false;
    for (std::size_t before = 0; before < i; ++before) {
      const Effect& effect = items[before].effect;
      missed = missed || (effect.kind == Effect::Kind::kEnded && effect.code == kUnreachable);
    }
    if (!missed) {
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(i));
      return;
    }
    Item down;
    down.kind = ItemKind::kRegistryDown;
    down.who = TheRegistry{};
    down.body = Fault(Crash{{NodeRef(TheRegistry{})}, {}});
    down.comment = "The registry was not running yet.";
    items.insert(items.begin(), std::move(down));
    return;
  }
}

}  // namespace

Draft write_draft(const Cast& cast, const Passwords& passwords, const ActivityLog& log, Instant first) {
  DraftWriter writer(cast, passwords, first);
  for (const Activity& each : log.activities) writer.take(each);
  Draft draft = writer.finish();
  begin_without_registry(draft.items);
  return draft;
}

}  // namespace parley::sim::importing
