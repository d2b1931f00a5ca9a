#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/check/check_suite.hpp"
#include "sim/world/random.hpp"
#include "sim/world/sim_terminal.hpp"
#include "sim/world/world.hpp"

namespace parley::bench {

struct CommunityOptions {
  std::size_t people = 100;
  bool checked = false;  ///< Look at all invariants after each event.
  bool hashed = true;    ///< Keep the trace hash.
};

/// A simulated town with a registry and people in rooms of twenty, who talk and come and go: the object code
/// of the shipping programs under sim/world, driven through its menus. Every second of virtual time one in
/// ten says something, and one in two hundred leaves the room, logs out, crashes or vanishes, and comes back.
class Community {
 public:
  static constexpr std::size_t kRoomSize = 20;

  explicit Community(const CommunityOptions& options);  ///< Everybody has been brought into their room.
  ~Community();
  Community(const Community&) = delete;
  Community& operator=(const Community&) = delete;

  void run_for(Duration length);  ///< With life in it.

  const sim::World& world() const { return world_; }
  std::size_t chatting() const;  ///< How many are in their room just now.
  double bytes_per_person() const { return bytes_per_person_; }
  std::string violation() const;  ///< Empty where nothing was broken.

 private:
  enum class Place : std::uint8_t { kAway, kWelcome, kMenu, kRoom };
  struct Person {
    sim::Node* node = nullptr;
    Place place = Place::kAway;
    bool signed_up = false;
    bool creates = false;    ///< The room, since there is none.
    bool has_tried = false;  ///< To enter the room by the way that `creates` says.
    bool leaving = false;    ///< The room, and then the program.
  };

  static std::string name_of(std::size_t index);
  static std::string room_of(std::size_t index);

  void start_registry();
  void start(std::size_t index);
  void watch(std::size_t index, const sim::ScreenLine* line);
  void answer(std::size_t index, QuestionKind question);
  void answer_choice(std::size_t index);
  void answer_room(std::size_t index);
  void live();
  void disturb(std::size_t index);
  void come_back(std::size_t index, Duration later);
  void run_until(Instant when);

  sim::World world_;
  sim::Random rng_;
  sim::Node* registry_ = nullptr;
  std::vector<Person> people_;
  std::unique_ptr<sim::check::CheckSuite> suite_;
  double bytes_per_person_ = 0;
};

}  // namespace parley::bench
