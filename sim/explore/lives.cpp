#include <algorithm>
#include <optional>

#include "sim/explore/script.hpp"

namespace parley::sim::explore {
namespace {

using namespace std::chrono_literals;
using namespace scenario;  // The steps of the language: that is what this file is made of.

/// Where a person stands as far as can be told beforehand. Faults and refusals may have it otherwise;
/// what the screen does not offer then is left out of the play.
enum class Place : std::uint8_t { kOut, kFirstMenu, kMainMenu, kRoom };

/// What else one may do, in weights; `kPlaces` below says where.
enum class Deed : std::uint8_t {
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
constexpr std::size_t kDeeds = static_cast<std::size_t>(Deed::kLosePower) + 1;
using Weights = std::vector<std::uint32_t>;

/// How tempting each deed is, on this seed: wildly different ones, but never what a life is made of.
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
bool fits(Deed deed, Place place, bool has_account) {
  switch (deed) {
    case Deed::kStart:
      return place == Place::kOut;
    case Deed::kSignUp:
      return place == Place::kFirstMenu && !has_account;
    case Deed::kLogIn:
      return place == Place::kFirstMenu && has_account;
    case Deed::kLogInOddly:
    case Deed::kExit:
      return place == Place::kFirstMenu;
    case Deed::kListPeople:
    case Deed::kLookFor:
    case Deed::kCreate:
    case Deed::kListRooms:
    case Deed::kJoin:
    case Deed::kLogOut:
      return place == Place::kMainMenu;
    case Deed::kSay:
    case Deed::kLeave:
      return place == Place::kRoom;
    default:
      return place != Place::kOut;
  }
}

bool is_on(Deed deed, const Plan& plan) {
  switch (deed) {
    case Deed::kCrash:
      return plan.on(Family::kPeopleCrash);
    case Deed::kVanish:
      return plan.on(Family::kVanishing);
    case Deed::kPause:
      return plan.on(Family::kPauses);
    case Deed::kMove:
      return plan.on(Family::kMoves);
    case Deed::kBreakConnection:
      return plan.on(Family::kBrokenStreams);
    case Deed::kHalfClose:
      return plan.on(Family::kHalfCloses);
    case Deed::kLosePower:
      return plan.on(Family::kPowerLoss);
    default:
      return true;
  }
}

/// One person's day.
class Life {
 public:
  Life(Script& script, std::size_t person, const Weights& usual)
      : script_(script), draw_(script.draw), id_{person}, weights_(usual) {
    for (std::size_t i = 0; i < kDeeds; ++i) {
      if (!is_on(static_cast<Deed>(i), script.plan)) weights_[i] = 0;
    }
  }

  /// What was done before: everyone has arrived.
  void arrived() {
    place_ = Place::kMainMenu;
    has_account_ = true;
  }

  void live(Duration from, std::size_t deeds) {
    now_ = from;
    const Duration pace = script_.plan.span / static_cast<Duration::rep>(deeds);
    for (std::size_t i = 0; i < deeds; ++i) {
      do_something();
      now_ += draw_.chance(200) ? Duration::zero() : draw_.time_until(2 * pace);
    }
  }

 private:
  void do_something() {
    const bool fitting = !draw_.chance(30);  // Now and then whatever, wherever one is.
    Weights weights = weights_;
    for (std::size_t i = 0; i < kDeeds; ++i) {
      if (fitting && !fits(static_cast<Deed>(i), place_, has_account_)) weights[i] = 0;
    }
    do_it(static_cast<Deed>(draw_.weighted(weights)));
  }

  void does(PersonAction action) { script_.at(now_, PersonStep{{id_}, false, std::move(action)}); }
  void befalls(Fault fault) { script_.at(now_, std::move(fault)); }

  void do_it(Deed deed) {
    switch (deed) {
      case Deed::kStart:
        place_ = Place::kFirstMenu;
        return does(Start{draw_.chance(50)});
      case Deed::kSignUp:
        has_account_ = true;
        return does(sign_up());
      case Deed::kLogIn:
        place_ = Place::kMainMenu;
        return does(LogIn{});
      case Deed::kLogInOddly:
        return does(odd_log_in());
      case Deed::kCreate:
        place_ = Place::kRoom;
        return does(CreateRoom{room()});
      case Deed::kJoin:
        place_ = Place::kRoom;
        return does(JoinRoom{room()});
      case Deed::kSay:
        return does(Say{words()});
      case Deed::kLeave:
        place_ = Place::kMainMenu;
        return does(LeaveRoom{});
      default:
        return ends_or_idles(deed);
    }
  }

  void ends_or_idles(Deed deed) {
    switch (deed) {
      case Deed::kListPeople:
        return does(ListPeople{draw_.chance(500)});
      case Deed::kLookFor:
        return does(LookFor{draw_.chance(200) ? "nobody" : script_.in_some_case(script_.some_name())});
      case Deed::kListRooms:
        return does(ListRooms{});
      case Deed::kType:
        return does(Type{odd_line()});
      case Deed::kLogOut:
        place_ = Place::kOut;
        return does(LogOut{});
      case Deed::kExit:
        place_ = Place::kOut;
        return does(ExitProgram{});
      case Deed::kEndInput:
        place_ = Place::kOut;
        return does(EndInput{});
      case Deed::kInterrupt:
        place_ = Place::kOut;
        return does(Interrupt{});
      default:
        return befall(deed);
    }
  }

  void befall(Deed deed) {
    switch (deed) {
      case Deed::kCrash:
        return out_of_it(Crash{{id_}, restart_time()});
      case Deed::kLosePower:
        return out_of_it(LosePower{{id_}, restart_time()});
      case Deed::kVanish:
        place_ = Place::kOut;
        return befalls(Vanish{{id_}});
      case Deed::kPause:
        return befalls(Pause{{id_}, draw_.telling_length(20s)});
      case Deed::kMove:
        return befalls(Move{{id_}});
      case Deed::kBreakConnection:
        return befalls(BreakConnection{{id_}});
      case Deed::kHalfClose:
        return befalls(HalfClose{{id_}});
      default:
        return;
    }
  }

  /// Most come back by themselves, at the first menu.
  ForTime restart_time() {
    return draw_.chance(700) ? ForTime(draw_.telling_length(script_.plan.span)) : std::nullopt;
  }

  template <class Torn>
  void out_of_it(Torn fault) {
    place_ = fault.time ? Place::kFirstMenu : Place::kOut;
    const Duration away = fault.time.value_or(Duration::zero());
    befalls(std::move(fault));
    now_ += away;
  }

  std::string room() {
    if (!draw_.chance(25)) return script_.in_some_case(script_.some_room());
    static const std::vector<std::string> kOdd = {"quit", "QUIT", "system", "a.b", std::string(33, 'x')};
    return draw_.pick(kOdd);
  }

  PersonAction sign_up() {
    if (!draw_.chance(60)) return SignUp{};
    return SignUp{script_.in_some_case(script_.some_name()), std::nullopt};
  }

  PersonAction odd_log_in() {
    LogIn log_in;
    if (draw_.chance(700)) log_in.as = script_.in_some_case(script_.some_name());
    if (draw_.chance(500)) log_in.password = draw_.chance(300) ? "" : script_.some_name() + "'s password";
    if (draw_.chance(300))
      log_in.port = static_cast<std::uint16_t>(std::max<std::uint64_t>(1, draw_.below(65'536)));
    return log_in;
  }

  /// Told apart by their number, so that it can be said of each line where it came from.
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

  Script& script_;
  Draw& draw_;
  PersonId id_;
  Weights weights_;
  Duration now_{};
  Place place_ = Place::kOut;
  bool has_account_ = false;
  int said_ = 0;
};

}  // namespace

void draw_lives(Script& script) {
  const std::size_t people = script.scenario.people.size();
  const std::size_t deeds = std::max<std::size_t>(1, script.plan.deeds / people);
  const Weights weights = draw_weights(script.draw);
  for (std::size_t person = 0; person < people; ++person) {
    Life life(script, person, weights);
    if (script.plan.calm_arrival) life.arrived();
    const std::size_t arrival =
        script.plan.calm_arrival ? 0 : 4;  // Starts, signs up, logs in, goes somewhere.
    const Duration from = script.draw.time_until(script.plan.span / 4);
    life.live(from, arrival + std::max<std::size_t>(1, script.draw.between(deeds / 2, deeds * 2)));
  }
}

}  // namespace parley::sim::explore
