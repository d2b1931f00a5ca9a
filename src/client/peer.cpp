#include "client/peer.hpp"

#include <utility>

#include "client/console.hpp"
#include "client/registry_link.hpp"
#include "client/room_membership.hpp"
#include "client/screens.hpp"

namespace parley::client {

/// Joins the parts to each other and to the ports, and ends them in order.
class Peer::Core final : private TerminalHandler, private LinkHandler, private room::OpenRoomHandler {
 public:
  Core(const PeerPorts& ports, const PeerOptions& options, std::function<void(ExitCode)> on_exit)
      : terminal_(ports.terminal),
        registry_(options.registry),
        on_exit_(std::move(on_exit)),
        timers_(ports.clock),
        console_(ports.terminal),
        link_(ports, timers_, options, console_, *this),
        room_(ports.network, link_, options.multicast_interface, *this),
        screens_(console_, link_, room_, [this](ExitCode code) { finish(code); }) {}
  ~Core() { terminal_.set_handler(nullptr); }
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  void start() {
    terminal_.set_handler(this);
    screens_.start(std::exchange(registry_, std::nullopt));
  }

  std::string user() const { return link_.logged_in() ? link_.user().text() : std::string(); }
  std::string room() const { return room_.inside() ? room_.name()->text() : std::string(); }
  Snapshot snapshot() const {
    Snapshot seen;
    if (link_.logged_in()) seen = {link_.user().text(), {}, 0, link_.up()};
    if (room_.inside()) seen.room = room_.name()->text();
    if (room_.inside()) seen.room_port = room_.port();
    return seen;
  }

 private:
  void on_line(std::string_view line) override {
    if (ended_ || !console_.asking()) return;
    console_.take_answer();
    screens_.on_line(line);
  }
  void on_end_of_input() override {
    if (!ended_) screens_.on_end_of_input();
  }
  void on_interrupt() override { finish(ExitCode::kInterrupted); }

  void on_room_message(const wire::RoomDatagram& message) override { show_room_message(console_, message); }

  void on_link_lost() override {
    room_.on_link_lost();
    if (!std::exchange(outage_, true)) console_.notice("Connection to the registry lost, trying again...");
  }

  void on_link_restored() override {
    if (!room_.inside()) return tell_restored();
    room_.restore([this](const Result<void>& restored) {
      tell_restored();
      if (!restored) screens_.on_room_lost(restored.error().message);
    });
  }

  void on_link_failed(ExitCode code, const std::string& reason) override {
    if (!reason.empty()) console_.error(reason);
    finish(code);
  }

  void tell_restored() {
    outage_ = false;
    console_.success("Connected to the registry again.");
  }

  /// Leaves the room, logs out and says so to the program. All of it in this turn: nothing that the
  /// registry could answer would change it.
  void finish(ExitCode code) {
    if (std::exchange(ended_, true)) return;
    room_.abandon();
    link_.shut_down();
    on_exit_(code);
  }

  Terminal& terminal_;
  std::optional<HostPort> registry_;
  std::function<void(ExitCode)> on_exit_;
  bool ended_ = false;
  bool outage_ = false;  ///< The person was told of one.
  TimerQueue timers_;
  Console console_;
  RegistryLink link_;
  RoomMembership room_;
  Screens screens_;
};

Peer::Peer(const PeerPorts& ports, const PeerOptions& options, std::function<void(ExitCode)> on_exit)
    : core_(std::make_unique<Core>(ports, options, std::move(on_exit))) {}

Peer::~Peer() = default;

void Peer::start() { core_->start(); }

std::string Peer::user() const { return core_->user(); }
std::string Peer::room() const { return core_->room(); }
Peer::Snapshot Peer::snapshot() const { return core_->snapshot(); }

}  // namespace parley::client
