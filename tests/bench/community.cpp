#include "tests/bench/community.hpp"

#include <algorithm>
#include <chrono>

#include "base/check.hpp"
#include "sim/programs/programs.hpp"
#include "sim/world/disk.hpp"
#include "tests/bench/heap_count.hpp"

namespace parley::bench {
namespace {

using namespace std::chrono_literals;
using sim::Random;

constexpr Duration kBetweenArrivals = 1ms;
constexpr Duration kTick = 100ms;
constexpr std::size_t kSettling = 60;         // Seconds of virtual time that arriving may take.
constexpr std::size_t kTalkersPerTick = 100;  // One in a hundred: one in ten a second.
constexpr std::size_t kMoversPerTick = 2'000;

sim::WorldOptions world_options(const CommunityOptions& options) {
  sim::WorldOptions world;
  world.seed = 7;
  world.trace_hash = options.hashed;
  return world;
}

}  // namespace

Community::Community(const CommunityOptions& options)
    : world_(world_options(options)), rng_(options.people), registry_(&world_.add_node("registry")) {
  people_.resize(options.people);
  std::vector<sim::Node*> nodes;
  const auto before = heap_bytes();
  for (std::size_t i = 0; i < options.people; ++i) {
    people_[i].node = &world_.add_node(name_of(i));
    nodes.push_back(people_[i].node);
  }
  if (options.checked)
    suite_ = std::make_unique<sim::check::CheckSuite>(sim::check::WatchedNodes{world_, *registry_, nodes});
  start_registry();
  for (std::size_t i = 0; i < options.people; ++i) {
    start(i);
    run_until(world_.now() + kBetweenArrivals);
  }
  for (std::size_t second = 0; chatting() < options.people && second < kSettling; ++second) {
    run_until(world_.now() + 1s);
  }
  PARLEY_CHECK(chatting() == options.people);
  bytes_per_person_ = static_cast<double>(heap_bytes() - before) / static_cast<double>(options.people);
}

Community::~Community() = default;

std::string Community::name_of(std::size_t index) { return "person-" + std::to_string(index); }

std::string Community::room_of(std::size_t index) { return "room-" + std::to_string(index / kRoomSize); }

std::size_t Community::chatting() const {
  return static_cast<std::size_t>(std::count_if(
      people_.begin(), people_.end(), [](const Person& person) { return person.place == Place::kRoom; }));
}

std::string Community::violation() const {
  return suite_ && suite_->violation() ? suite_->violation()->check + ": " + suite_->violation()->what : "";
}

void Community::start_registry() {
  registry_->hasher().set_service(100us, 64);  // So that thousands log in within seconds of virtual time.
  registry_->disk().set_commit_time(100us);
  registry::RegistryOptions options;
  options.tcp.address = registry_->address();
  options.udp.address = registry_->address();
  auto& program = registry_->run<sim::RegistryProgram>(options);
  run_until(world_.now() + 1s);
  PARLEY_CHECK(program.ready().has_value() && program.ready()->has_value());
}

void Community::start(std::size_t index) {
  Person& person = people_[index];
  person.place = Place::kWelcome;
  person.leaving = false;
  sim::SimTerminal& terminal = person.node->terminal();
  terminal.keep(0);
  terminal.set_observer([this, index](const sim::ScreenLine* line) { watch(index, line); });
  client::PeerOptions options;
  options.registry = HostPort{"registry", 15600};
  person.node->run<sim::PeerProgram>(options);
}

void Community::watch(std::size_t index, const sim::ScreenLine* line) {
  Person& person = people_[index];
  if (line == nullptr) return answer(index, person.node->terminal().question());
  if (line->style == Style::kSuccess && line->text.starts_with("Logged in")) {
    person.place = Place::kMenu;
    person.creates = index % kRoomSize == 0;
    person.has_tried = false;
  }
}

/// What a person answers, to get from the welcome menu into the room and, if leaving, out again.
void Community::answer(std::size_t index, QuestionKind question) {
  Person& person = people_[index];
  sim::SimTerminal& terminal = person.node->terminal();
  switch (question) {
    case QuestionKind::kWelcomeMenu:
    case QuestionKind::kMainMenu:
      return answer_choice(index);
    case QuestionKind::kNewRoom:
    case QuestionKind::kJoinedRoom:
      return answer_room(index);
    case QuestionKind::kUserName:
      return terminal.type_line(name_of(index));
    case QuestionKind::kPeerPort:
      return terminal.type_line("6000");
    case QuestionKind::kPassword:
      person.signed_up = true;
      return terminal.type_line("secret");
    case QuestionKind::kChatLine:
      person.place = Place::kRoom;
      return;
    default:
      return;
  }
}

void Community::answer_choice(std::size_t index) {
  Person& person = people_[index];
  sim::SimTerminal& terminal = person.node->terminal();
  if (person.place == Place::kRoom) person.place = Place::kMenu;
  if (person.place == Place::kWelcome) return terminal.type_line(person.signed_up ? "2" : "1");
  if (person.leaving) {
    person.place = Place::kAway;
    return terminal.type_line("6");
  }
  terminal.type_line(person.creates ? "3" : "5");
}

void Community::answer_room(std::size_t index) {
  Person& person = people_[index];
  sim::SimTerminal& terminal = person.node->terminal();
  if (!person.has_tried) {
    person.has_tried = true;
    return terminal.type_line(room_of(index));
  }
  person.has_tried = false;
  person.creates = !person.creates;  // It was there already, or no more.
  terminal.type_line("quit");
}

void Community::run_for(Duration length) {
  const Instant end = world_.now() + length;
  while (world_.now() < end) {
    live();
    run_until(std::min(end, world_.now() + kTick));
  }
}

void Community::live() {
  for (std::size_t i = 0; i < people_.size() / kTalkersPerTick; ++i) {
    const Person& person = people_[rng_.below(people_.size())];
    if (person.place == Place::kRoom) person.node->terminal().type_line("Has anybody seen the ferry today?");
  }
  const std::size_t movers = people_.size() + rng_.below(kMoversPerTick);
  for (std::size_t i = 0; i < movers / kMoversPerTick; ++i) disturb(rng_.below(people_.size()));
}

void Community::disturb(std::size_t index) {
  Person& person = people_[index];
  if (person.place != Place::kRoom) return;
  const std::uint64_t how = rng_.below(4);
  person.has_tried = false;
  if (how < 2) {
    person.leaving = how == 1;
    person.node->terminal().type_line("q");
    if (person.leaving) come_back(index, 3s);
    return;
  }
  person.place = Place::kAway;
  if (how == 2) {
    person.node->crash();
  } else {
    person.node->vanish();
  }
  come_back(index, how == 2 ? Duration(1s) : Duration(5s));
}

void Community::come_back(std::size_t index, Duration later) {
  world_.after(later, [this, index] {
    if (people_[index].node->running()) return come_back(index, 1s);
    start(index);
  });
}

void Community::run_until(Instant when) {
  if (!suite_) return world_.run_until(when);
  while (world_.step(when)) suite_->after_event();
  world_.run_until(when);
}

}  // namespace parley::bench
