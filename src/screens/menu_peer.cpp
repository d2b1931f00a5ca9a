#include "screens/menu_peer.hpp"

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "screens/screens.hpp"

namespace parley::screens {
namespace {

using client::Distrusted;

/// What is shown of an event whichever screen is there; true: of this one all that there is to show.
struct EverywhereShown {
  Console& console;

  bool operator()(const client::Lost& /*event*/) const {
    console.notice("Connection to the registry lost, trying again...");
    return true;
  }
  bool operator()(const client::Restored& /*event*/) const {
    console.success("Connected to the registry again.");
    return true;
  }
  bool operator()(const client::TrustedOnFirstUse& event) const {
    console.notice("Trusting the registry " + event.registry.to_string() + " on first use, key " +
                   std::string(event.key));
    return true;
  }
  bool operator()(const Distrusted& event) const {
    const auto registry = event.registry.to_string();
    switch (event.why) {
      case Distrusted::Why::kOtherKey:
        show_other_key(registry, event);
        break;
      case Distrusted::Why::kPinsUnreadable:
        console.error("The known registries cannot be read, so none is trusted: " + event.detail);
        break;
      case Distrusted::Why::kPinNotSaved:
        console.error("The registry's key cannot be remembered, so it is not trusted: " + event.detail);
        break;
      case Distrusted::Why::kNoAuthority:
        console.error("The authority that you trust does not vouch for the registry " + registry + ", key " +
                      std::string(event.key) + ".");
        break;
    }
    return true;
  }
  void show_other_key(const std::string& registry, const Distrusted& event) const {
    console.error("The registry " + registry + " shows another key than before: not connected.");
    console.error("  known key: " + event.detail);
    console.error("  shown key: " + std::string(event.key));
    console.error("Someone may be in between. If the registry was changed on purpose, remove its line from");
    console.error("the file known_registries in your data directory and connect again.");
  }
  template <class Other>
  bool operator()(const Other& /*event*/) const {
    return false;
  }
};

}  // namespace

NextScreen ScreenBase::on_line(ScreenContext& /*context*/, std::string_view /*line*/) { return std::nullopt; }
NextScreen ScreenBase::on_event(ScreenContext& /*context*/, const Event& /*event*/) { return std::nullopt; }
NextScreen Ended::enter(ScreenContext& /*context*/) { return std::nullopt; }

/// Shows one screen at a time, hands it what the person types and what the client tells, and goes where it
/// leads. A screen that commands the client may get the answer within the call: it goes on to the next
/// screen only when it has returned.
class MenuPeer::Core final : private TerminalHandler, private client::ClientHandler {
 public:
  Core(const PeerPorts& ports, const client::PeerOptions& options, OnExit on_exit)
      : terminal_(ports.terminal),
        registry_(options.registry),
        on_exit_(std::move(on_exit)),
        console_(ports.terminal),
        client_({ports.clock, ports.network, ports.pins, ports.entropy, ports.log}, options, *this) {}
  ~Core() { terminal_.set_handler(nullptr); }
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  void start() {
    terminal_.set_handler(this);
    const auto registry = std::exchange(registry_, std::nullopt);
    go(registry ? Screen{Connecting{{}, *registry, false}} : Screen{RegistryQuestion{}});
  }

  const client::Client& client() const { return client_; }

 private:
  void on_line(std::string_view line) override {
    if (ended_ || !console_.asking()) return;
    console_.take_answer();
    if (wire::is_utf8(line)) return go(visit([&](auto& shown) { return shown.on_line(context_, line); }));
    console_.error("Error: This is not UTF-8 text");
    console_.ask_again();
    end_if_over();
  }

  void on_end_of_input() override {
    input_ended_ = true;
    if (!ended_) end_if_over();
  }

  void on_interrupt() override { finish(ExitCode::kInterrupted); }

  void on_event(const Event& event) override {
    if (ended_ || std::visit(EverywhereShown{console_}, event)) return;
    if (const auto* failed = std::get_if<client::Failed>(&event)) return fail(*failed);
    go(visit([&](auto& shown) { return shown.on_event(context_, event); }));
  }

  void fail(const client::Failed& failed) {
    if (!failed.message.empty()) console_.error(failed.message);
    const bool untrusted = failed.why == client::Failed::Why::kUntrusted;
    finish(untrusted ? ExitCode::kUntrusted : ExitCode::kUnreachable);
  }

  /// Calls the screen that is shown.
  template <class Call>
  NextScreen visit(Call call) {
    ++depth_;
    auto next = std::visit(call, screen_.shown);
    --depth_;
    return next;
  }

  void go(NextScreen next) {
    if (next) next_ = std::move(next);
    if (depth_ > 0) return;
    while (next_) {
      screen_ = *std::exchange(next_, std::nullopt);
      if (auto after = visit([&](auto& shown) { return shown.enter(context_); })) next_ = std::move(after);
    }
    end_if_over();
  }

  /// The person has come to the end, or no line will answer the open question.
  void end_if_over() {
    if (const auto* end = std::get_if<Ended>(&screen_.shown)) return finish(end->code);
    if (!input_ended_ || !console_.asking()) return;
    const auto* question = std::get_if<RegistryQuestion>(&screen_.shown);
    finish(question == nullptr ? ExitCode::kDone : question->at_end);
  }

  /// Leaves the room, logs out and says so to the program.
  void finish(ExitCode code) {
    if (std::exchange(ended_, true)) return;
    client_.execute(client::LogOut{});
    on_exit_(code);
  }

  Terminal& terminal_;
  std::optional<HostPort> registry_;
  OnExit on_exit_;
  bool ended_ = false;
  bool input_ended_ = false;
  int depth_ = 0;    ///< Of calls of screens that have not returned.
  NextScreen next_;  ///< Where one of them leads.
  Screen screen_;
  Console console_;
  client::Client client_;
  ScreenContext context_{console_, client_};
};

MenuPeer::MenuPeer(const PeerPorts& ports, const client::PeerOptions& options, OnExit on_exit)
    : core_(std::make_unique<Core>(ports, options, std::move(on_exit))) {}

MenuPeer::~MenuPeer() = default;

void MenuPeer::start() { core_->start(); }

const client::Client& MenuPeer::client() const { return core_->client(); }

}  // namespace parley::screens
