#include <algorithm>
#include <optional>

#include "sim/generate/scenario_draft.hpp"

namespace parley::sim::explore {
namespace {

using namespace std::chrono_literals;
using namespace scenario;  // This file consists of the language's steps.

/// Where a person is, as far as it can be known while the scenario is generated. Faults and refusals may
/// change it; the play then skips what the screen does not offer.
enum class Place : std::uint8_t { kOut, kFirstMenu, kMainMenu, kRoom };

/// What else a person may do, with weights; `kPlaces` below says where.
enum class ActionKind : std::uint8_t {
  kStart,
  kSignUp,
  kLogIn,
  kLogInOddly,
  kListPeople,
  kLookFor,
  kCreate,
  kListRooms,
  kJoin,
  kSay,
  kLeave,
  kLogOut,
  kExit,
  kType,
  kEndInput,
  kInterrupt,
  kCrash,
  kVanish,
  kPause,
  kMove,
  kBreakConnection,
  kHalfClose,
  kLosePower,
};
constexpr std::size_t kActionKinds = static_cast<std::size_t>(ActionKind::kLosePower) + 1;
using Weights = std::vector<std::uint32_t>;

/// How often each action is drawn on this seed: very differently, but the common ones never drop out.
Weights draw_weights(Draw& draw) {
  static const Weights kUsual = {200, 60, 100, 6, 6, 6, 60, 8, 100, 60, 14, 4,
                                 2,   3,  1,   1, 8, 5, 6,  3, 4,   3,  5};
  Weights weights = kUsual;
  for (std::uint32_t& weight : weights) {
    if (draw.chance(250)) weight *= 5;
    if (weight < 15 && draw.chance(250)) weight = 0;
  }
  return weights;
}

/// What the screen offers there.
bool fits(ActionKind action, Place place, bool has_account) {
  switch (action) {
    case ActionKind::kStart:
      return place == Place::kOut;
    case ActionKind::kSignUp:
      return place == Place::kFirstMenu && !has_account;
    case ActionKind::kLogIn:
      return place == Place::kFirstMenu && has_account;
    case ActionKind::kLogInOddly:
    case ActionKind::kExit:
      return place == Place::kFirstMenu;
    case ActionKind::kListPeople:
    case ActionKind::kLookFor:
    case ActionKind::kCreate:
    case ActionKind::kListRooms:
    case ActionKind::kJoin:
    case ActionKind::kLogOut:
      return place == Place::kMainMenu;
    case ActionKind::kSay:
    case ActionKind::kLeave:
      return place == Place::kRoom;
    default:
      return place != Place::kOut;
  }
}

bool is_on(ActionKind action, const SwarmConfig& config) {
  switch (action) {
    case ActionKind::kCrash:
      return config.on(FaultFamily::kPeopleCrash);
    case ActionKind::kVanish:
      return config.on(FaultFamily::kVanishing);
    case ActionKind::kPause:
      return config.on(FaultFamily::kPauses);
    case ActionKind::kMove:
      return config.on(FaultFamily::kMoves);
    case ActionKind::kBreakConnection:
      return config.on(FaultFamily::kBrokenStreams);
    case ActionKind::kHalfClose:
      return config.on(FaultFamily::kHalfCloses);
    case ActionKind::kLosePower:
      return config.on(FaultFamily::kPowerLoss);
    default:
      return true;
  }
}

/// Draws the steps of one person.
class PersonGenerator {
 public:
  PersonGenerator(ScenarioDraft& draft, std::size_t person, const Weights& usual)
      : draft_(draft), draw_(draft.draw), id_{person}, weights_(usual) {
    for (std::size_t i = 0; i < kActionKinds; ++i) {
      if (!is_on(static_cast<ActionKind>(i), draft.config)) weights_[i] = 0;
    }
  }

  /// What was done before: everyone has arrived.
  void arrived() {
    place_ = Place::kMainMenu;
    has_account_ = true;
  }

  void live(Duration from, std::size_t actions) {
    now_ = from;
    const Duration pace = draft_.config.span / static_cast<Duration::rep>(actions);
    for (std::size_t i = 0; i < actions; ++i) {
      do_something();
      now_ += draw_.chance(200) ? Duration::zero() : draw_.time_until(2 * pace);
    }
  }

 private:
  void do_something() {
    const bool fitting = !draw_.chance(30);  // Now and then any action, wherever the person is.
    Weights weights = weights_;
    for (std::size_t i = 0; i < kActionKinds; ++i) {
      if (fitting && !fits(static_cast<ActionKind>(i), place_, has_account_)) weights[i] = 0;
    }
    do_it(static_cast<ActionKind>(draw_.weighted(weights)));
  }

  void does(PersonAction action) { draft_.at(now_, PersonStep{{id_}, false, std::move(action)}); }
  void befalls(Fault fault) { draft_.at(now_, std::move(fault)); }

  void do_it(ActionKind action) {
    switch (action) {
      case ActionKind::kStart:
        place_ = Place::kFirstMenu;
        return does(Start{draw_.chance(50)});
      case ActionKind::kSignUp:
        has_account_ = true;
        return does(sign_up());
      case ActionKind::kLogIn:
        place_ = Place::kMainMenu;
        return does(LogIn{});
      case ActionKind::kLogInOddly:
        return does(odd_log_in());
      case ActionKind::kCreate:
        place_ = Place::kRoom;
        return does(CreateRoom{room()});
      case ActionKind::kJoin:
        place_ = Place::kRoom;
        return does(JoinRoom{room()});
      case ActionKind::kSay:
        return does(Say{words()});
      case ActionKind::kLeave:
        place_ = Place::kMainMenu;
        return does(LeaveRoom{});
      default:
        return ends_or_idles(action);
    }
  }

  void ends_or_idles(ActionKind action) {
    switch (action) {
      case ActionKind::kListPeople:
        return does(ListPeople{draw_.chance(500)});
      case ActionKind::kLookFor:
        return does(LookFor{draw_.chance(200) ? "nobody" : draft_.in_some_case(draft_.some_name())});
      case ActionKind::kListRooms:
        return does(ListRooms{});
      case ActionKind::kType:
        return does(Type{odd_line()});
      case ActionKind::kLogOut:
        place_ = Place::kOut;
        return does(LogOut{});
      case ActionKind::kExit:
        place_ = Place::kOut;
        return does(ExitProgram{});
      case ActionKind::kEndInput:
        place_ = Place::kOut;
        return does(EndInput{});
      case ActionKind::kInterrupt:
        place_ = Place::kOut;
        return does(Interrupt{});
      default:
        return befall(action);
    }
  }

  void befall(ActionKind action) {
    switch (action) {
      case ActionKind::kCrash:
        return out_of_it(Crash{{id_}, restart_time()});
      case ActionKind::kLosePower:
        return out_of_it(LosePower{{id_}, restart_time()});
      case ActionKind::kVanish:
        place_ = Place::kOut;
        return befalls(Vanish{{id_}});
      case ActionKind::kPause:
        return befalls(Pause{{id_}, draw_.telling_length(20s)});
      case ActionKind::kMove:
        return befalls(Move{{id_}});
      case ActionKind::kBreakConnection:
        return befalls(BreakConnection{{id_}});
      case ActionKind::kHalfClose:
        return befalls(HalfClose{{id_}});
      default:
        return;
    }
  }

  /// Most come back by themselves, at the first menu.
  ForTime restart_time() {
    return draw_.chance(700) ? ForTime(draw_.telling_length(draft_.config.span)) : std::nullopt;
  }

  template <class Torn>
  void out_of_it(Torn fault) {
    place_ = fault.time ? Place::kFirstMenu : Place::kOut;
    const Duration away = fault.time.value_or(Duration::zero());
    befalls(std::move(fault));
    now_ += away;
  }

  std::string room() {
    if (!draw_.chance(25)) return draft_.in_some_case(draft_.some_room());
    static const std::vector<std::string> kOdd = {"quit", "QUIT", "system", "a.b", std::string(33, 'x')};
    return draw_.pick(kOdd);
  }

  PersonAction sign_up() {
    if (!draw_.chance(60)) return SignUp{};
    return SignUp{draft_.in_some_case(draft_.some_name()), std::nullopt};
  }

  PersonAction odd_log_in() {
    LogIn log_in;
    if (draw_.chance(700)) log_in.as = draft_.in_some_case(draft_.some_name());
    if (draw_.chance(500)) log_in.password = draw_.chance(300) ? "" : draft_.some_name() + "'s password";
    if (draw_.chance(300))
      log_in.port = static_cast<std::uint16_t>(std::max<std::uint64_t>(1, draw_.below(65'536)));
    return log_in;
  }

  /// Each message has a number, so that it can be told where a line came from.
  std::string words() {
    const std::string number = std::to_string(id_.index) + "." + std::to_string(++said_);
    if (!draw_.chance(60)) return "word " + number;
    static const std::vector<std::string> kOdd = {"  spaced  ", "caf\xc3\xa9 \xe2\x82\xac ",
                                                  "a: b: ", "\\ \" "};
    return draw_.chance(200) ? std::string(900, 'z') + number : draw_.pick(kOdd) + number;
  }

  std::string odd_line() {
    static const std::vector<std::string> kOdd = {"", "9", "quit", "1", "a b", "\xff\xfe", "y"};
    return draw_.pick(kOdd);
  }

  ScenarioDraft& draft_;
  Draw& draw_;
  PersonId id_;
  Weights weights_;
  Duration now_{};
  Place place_ = Place::kOut;
  bool has_account_ = false;
  int said_ = 0;
};

}  // namespace

void draw_person_steps(ScenarioDraft& draft) {
  const std::size_t people = draft.scenario.people.size();
  const std::size_t actions = std::max<std::size_t>(1, draft.config.actions / people);
  const Weights weights = draw_weights(draft.draw);
  for (std::size_t person = 0; person < people; ++person) {
    PersonGenerator life(draft, person, weights);
    if (draft.config.calm_arrival) life.arrived();
    const std::size_t arrival =
        draft.config.calm_arrival ? 0 : 4;  // Starts, signs up, logs in, goes somewhere.
    const Duration from = draft.draw.time_until(draft.config.span / 4);
    life.live(from, arrival + std::max<std::size_t>(1, draft.draw.between(actions / 2, actions * 2)));
  }
}

}  // namespace parley::sim::explore
