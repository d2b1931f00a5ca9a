// A new face on the client in a few lines: no terminal, no words of a screen; Commands in, Events out.

#include "client/client.hpp"
#include "tests/unit/client/registry_world.hpp"

namespace parley::client {
namespace {

/// What a face does with the events that it has a use for; here, it puts them into words.
struct Words {
  std::string operator()(const Connected& /*event*/) const { return "connected"; }
  std::string operator()(const SignedUp& /*event*/) const { return "signed up"; }
  std::string operator()(const LoggedIn& /*event*/) const { return "logged in"; }
  std::string operator()(const RoomEntered& event) const { return "in " + event.room.text(); }
  std::string operator()(const RoomLeft& /*event*/) const { return "outside"; }
  std::string operator()(const MemberJoined& event) const { return "+" + std::string(event.user); }
  std::string operator()(const MemberLeft& event) const { return "-" + std::string(event.user); }
  std::string operator()(const Line& event) const {
    return std::string(event.user) + ": " + std::string(event.text);
  }
  std::string operator()(const RoomsListed& event) const {
    std::string text = "rooms";
    for (const auto& room : event.rooms) text += " " + room.room.text() + " of " + room.host.text();
    return text;
  }
  std::string operator()(const Lost& /*event*/) const { return "lost"; }
  std::string operator()(const Restored& /*event*/) const { return "restored"; }
  std::string operator()(const HostChanged& event) const { return "host " + std::string(event.host); }
  std::string operator()(const Refused& event) const {
    return "refused " + std::to_string(static_cast<int>(event.why));
  }
  template <class Other>
  std::string operator()(const Other& /*event*/) const {
    return {};
  }
};

/// The whole face: a program of a simulated machine.
class Face final : public sim::Program, private ClientHandler {
 public:
  explicit Face(sim::Node& node)
      : client({node.clock(), node.network(), node.pins(), node.entropy(), node.log()}, {}, *this) {}

  Client client;
  std::vector<std::string> heard;

 private:
  void on_event(const Event& event) override {
    if (auto words = std::visit(Words{}, event); !words.empty()) heard.push_back(std::move(words));
  }
};

UserName user(std::string_view name) { return UserName::parse(name).value(); }
RoomName room(std::string_view name) { return RoomName::parse(name).value(); }

class FaceTest : public testing::Test {
 protected:
  void command(Face& face, Command command) {
    fixture.world.after(0s, [&face, command = std::move(command)] { face.client.execute(command); });
  }
  /// Waits for an event that nobody waited for before; all those before it count as heard.
  void hears(Face& face, std::string_view words) {
    const auto there = [&] {
      return std::find(face.heard.begin(), face.heard.end(), words) != face.heard.end();
    };
    ASSERT_TRUE(fixture.world.run_until(there, 40s))
        << words << "; heard: " << testing::PrintToString(face.heard);
    face.heard.erase(face.heard.begin(), std::find(face.heard.begin(), face.heard.end(), words) + 1);
  }
  void arrive(Face& face, std::string_view name, std::uint16_t port) {
    command(face, Connect{HostPort{"registry", 15600}});
    hears(face, "connected");
    command(face, SignUp{user(name), std::string(64, 'a')});
    hears(face, "signed up");
    command(face, LogIn{user(name), std::string(64, 'a'), port});
    hears(face, "logged in");
  }
  /// Ann makes a room and bob joins it.
  void meet() {
    arrive(ann, "ann", 5000);
    arrive(bob, "bob", 6000);
    command(ann, CreateRoom{room("lobby")});
    hears(ann, "in lobby");
    command(bob, JoinRoom{room("lobby")});
    hears(bob, "in lobby");
    hears(ann, "+bob");
  }
  void expect_refused(Face& face, Command refused, Refusal why) {
    command(face, std::move(refused));
    hears(face, "refused " + std::to_string(static_cast<int>(why)));
  }

  RegistryNode fixture;
  sim::Node& ann_node = fixture.world.add_node("ann");
  Face& ann = ann_node.run<Face>();
  Face& bob = fixture.world.add_node("bob").run<Face>();
};

TEST_F(FaceTest, two_people_meet_talk_and_one_becomes_the_host) {
  meet();
  command(ann, Say{"hello"});
  hears(bob, "ann: hello");
  command(bob, Say{"hello yourself"});
  hears(ann, "bob: hello yourself");
  command(ann, LeaveRoom{});
  hears(ann, "outside");
  hears(bob, "-ann");
  command(ann, ListRooms{});
  hears(ann, "rooms lobby of bob");
  command(ann, JoinRoom{room("lobby")});
  hears(ann, "in lobby");
  command(bob, Say{"welcome back"});
  hears(ann, "bob: welcome back");
  command(bob, LogOut{});
  hears(ann, "-bob");
}

TEST_F(FaceTest, an_outage_is_told_once_and_the_room_is_there_again) {
  meet();
  fixture.crash_registry(2s);
  hears(ann, "lost");
  command(ann, Say{"only us"});
  hears(bob, "ann: only us");
  hears(ann, "restored");
  hears(bob, "restored");
  EXPECT_EQ(ann.client.snapshot().room, "lobby");
  EXPECT_TRUE(ann.client.snapshot().connected);
}

TEST_F(FaceTest, a_host_that_changed_meanwhile_is_told) {
  meet();
  fixture.world.after(0s, [this] {
    fixture.registry.crash();
    fixture.forget_rooms();
    ann_node.pause();  // So bob is the first to come back, and makes the room anew.
  });
  fixture.world.after(1s, [this] { fixture.start_registry(); });
  hears(bob, "restored");
  fixture.world.after(0s, [this] { ann_node.resume(); });
  hears(ann, "restored");
  hears(ann, "host bob");
}

TEST_F(FaceTest, what_does_not_fit_is_refused_by_its_reason) {
  expect_refused(ann, SignUp{user("ann"), std::string(64, 'a')}, Refusal::kNotNow);
  arrive(ann, "ann", 5000);
  arrive(bob, "bob", 6000);
  expect_refused(ann, LogIn{user("ann"), std::string(64, 'a'), 1}, Refusal::kNotNow);
  expect_refused(ann, Connect{HostPort{"registry", 15600}}, Refusal::kNotNow);
  expect_refused(ann, Say{"hello"}, Refusal::kNotNow);
  expect_refused(ann, LeaveRoom{}, Refusal::kNotNow);
  expect_refused(ann, JoinRoom{room("attic")}, Refusal::kUnknownRoom);
  expect_refused(ann, SearchUser{user("nobody")}, Refusal::kUnknownUser);
  command(bob, CreateRoom{room("lobby")});
  hears(bob, "in lobby");
  expect_refused(ann, CreateRoom{room("lobby")}, Refusal::kRoomExists);
  expect_refused(bob, CreateRoom{room("den")}, Refusal::kNotNow);
  expect_refused(bob, Say{std::string(2000, 'x')}, Refusal::kTooLong);
  command(ann, ListRooms{});
  expect_refused(ann, ListRooms{}, Refusal::kNotNow);
}

TEST_F(FaceTest, who_logged_out_can_come_back) {
  meet();
  command(bob, LogOut{});
  hears(ann, "-bob");
  EXPECT_EQ(bob.client.snapshot().user, "");
  command(bob, LogIn{user("bob"), std::string(64, 'b'), 6000});
  hears(bob, "refused " + std::to_string(static_cast<int>(Refusal::kWrongPassword)));
  command(bob, LogIn{user("bob"), std::string(64, 'a'), 6000});
  hears(bob, "logged in");
}

}  // namespace
}  // namespace parley::client
