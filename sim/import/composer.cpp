#include "sim/import/composer.hpp"

#include <algorithm>
#include <utility>

#include "sim/import/limits.hpp"
#include "sim/import/plan.hpp"
#include "sim/import/session_state.hpp"
#include "sim/language/limits.hpp"
#include "sim/language/name_writer.hpp"
#include "sim/language/parser.hpp"
#include "sim/language/typing.hpp"
#include "sim/language/writer.hpp"

namespace parley::sim::importing {
namespace {

using namespace scenario;  // Sentences of all kinds are put together here.

/// Any text, as a comment.
std::string comment(std::string_view text) {
  std::string line = "# ";
  for (const char c : text) line += static_cast<unsigned char>(c) < ' ' || c == '\x7f' ? ' ' : c;
  return line + "\n";
}

/// The lines that people are expected to have seen and that no expectation has asked for yet.
class SeenLines {
 public:
  explicit SeenLines(const std::vector<std::vector<SeenLine>>& seen) : seen_(seen), next_(seen.size()) {}

  bool any(PersonId person, Duration before) const {
    const std::size_t index = person.index;
    return index < seen_.size() && next_[index] < seen_[index].size() &&
           seen_[index][next_[index]].at < Instant(before);
  }

  void take(PersonId person, Duration before, std::vector<Expectation>& to) {
    Sees whole{{person}, {}, Match::kWholeLine};
    Sees parts{{person}, {}, Match::kPart};
    for (; any(person, before); ++next_[person.index]) {
      const SeenLine& line = seen_[person.index][next_[person.index]];
      (line.whole ? whole : parts).texts.push_back(literal(line.text));
    }
    for (Sees& sees : std::array{whole, parts}) {
      if (!sees.texts.empty()) to.push_back({When::kWithin, limits::kHeard, std::move(sees)});
    }
  }

 private:
  const std::vector<std::vector<SeenLine>>& seen_;
  std::vector<std::size_t> next_;
};

/// Whether what is on the person's screen no longer counts after this item.
bool clears_screen(const Item& item) {
  const auto* action = action_of(item);
  return item.killed || (action != nullptr && starts_page(*action));
}

/// Writes one scenario, as steps and as text side by side.
class Composer {
 public:
  Composer(const Cast& cast, Composition& composition, const ImportOptions& options)
      : composition_(composition), options_(options), seen_(composition.seen) {
    made_.scenario.title = composition.title;
    made_.scenario.people = cast.people();
    made_.scenario.clients = cast.clients();
  }

  Imported all() {
    made_.text = head();
    earlier_accounts();
    const std::vector<Item>& items = composition_.draft.items;
    std::size_t from = 0;
    for (const Cut& cut : cuts()) {
      block(from, cut.behind);
      add_expectations(cut);
      from = cut.behind;
      if (is_too_long()) return std::move(made_);
    }
    block(from, items.size());
    wait_at_end();
    add_expectations({items.size(), Duration::zero()});
    return std::move(made_);
  }

 private:
  /// Whether it is longer than a scenario file may be: then the rest is not composed.
  bool is_too_long() const { return made_.text.size() > scenario::limits::kFileBytes; }

  std::string head() const {
    const std::string cast = to_text(made_.scenario);
    const std::size_t title_end = cast.find('\n') + 1;
    std::string text = cast.substr(0, title_end);
    for (const std::string& line : composition_.preface) text += comment(line);
    return text + cast.substr(title_end);
  }

  void add(StepBody body) {
    made_.scenario.steps.push_back({0, std::move(body)});
    made_.text += to_text(made_.scenario, made_.scenario.steps.back()) + "\n";
  }

  void earlier_accounts() {
    if (composition_.draft.earlier.empty()) return;
    made_.text += comment("Accounts that there were before the recording began.");
    for (const EarlierAccount& each : composition_.draft.earlier) {
      const Person& person = made_.scenario.people[each.who.index];
      SignUp sign_up;
      if (each.account != person.name) sign_up.as = each.account;
      if (each.password != person.password) sign_up.password = each.password;
      for (PersonAction action :
           {PersonAction(Start{}), PersonAction(sign_up), PersonAction(ExitProgram{})}) {
        add(PersonStep{{each.who}, false, std::move(action), false});
      }
    }
    made_.text += "\n";
  }

  /// Those of cuts_of(), and with Expect::kLines one wherever a person clears a screen with lines on it.
  std::vector<Cut> cuts() {
    std::vector<Cut> all = cuts_of(composition_.draft.items);
    if (options_.expect < Expect::kLines) return all;
    SeenLines seen(composition_.seen);
    std::vector<Expectation> taken;
    std::size_t last = 0;
    for (std::size_t i = 0; i < composition_.draft.items.size(); ++i) {
      const Item& item = composition_.draft.items[i];
      const auto* person = item.who ? std::get_if<PersonId>(&*item.who) : nullptr;
      if (person == nullptr || !clears_screen(item) || !seen.any(*person, item.recorded)) continue;
      seen.take(*person, item.recorded, taken);
      if (i > last) all.push_back({i, Duration::zero()});
      last = i;
    }
    const auto order = [](const Cut& a, const Cut& b) {
      return a.behind != b.behind ? a.behind < b.behind : a.silence > b.silence;
    };
    std::sort(all.begin(), all.end(), order);
    const auto same = [](const Cut& a, const Cut& b) { return a.behind == b.behind; };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
    return all;
  }

  void block(std::size_t from, std::size_t to) {
    const std::vector<Item>& items = composition_.draft.items;
    const auto has_line = [](const Item& item) { return item.body.has_value(); };
    const auto end = items.begin() + static_cast<std::ptrdiff_t>(to);
    const auto first = std::find_if(items.begin() + static_cast<std::ptrdiff_t>(from), end, has_line);
    const Duration zero = first == end ? Duration::zero() : first->at;
    Meanwhile block{{}, true};
    std::string lines;
    Meanwhile piece{{}, true};
    if (!std::exchange(begun_, true) && options_.loss_percent && first != end) {
      piece.steps.push_back(
          {Duration::zero(),
           {0, Fault(LinkFault{LinkFaultKind::kLosing, {.amount = *options_.loss_percent}, {}, {}})}});
    }
    for (std::size_t i = from; i < to; ++i) {
      if (!items[i].comment.empty()) {
        flush(piece, block, lines);
        lines += "  " + comment(items[i].comment);
      }
      if (has_line(items[i])) put(items[i], items[i].at - zero, piece);
      state_.apply(items[i]);
    }
    flush(piece, block, lines);
    if (block.steps.empty()) {
      made_.text += lines;
      return;
    }
    made_.text += to_text(made_.scenario, {0, Meanwhile{{}, true}}) + "\n" + lines;
    made_.scenario.steps.push_back({0, std::move(block)});
  }

  /// What several people do at one time is one line.
  static void put(const Item& item, Duration at, Meanwhile& piece) {
    TimedStep step{at, {0, *item.body}};
    auto* mine = std::get_if<PersonStep>(&step.step.body);
    if (mine != nullptr && !piece.steps.empty() && piece.steps.back().at == at) {
      auto* before = std::get_if<PersonStep>(&piece.steps.back().step.body);
      const bool same = before != nullptr && before->action == mine->action && before->tries == mine->tries;
      const PersonId who = mine->who.front();
      const bool there = same && std::find(before->who.begin(), before->who.end(), who) != before->who.end();
      if (same && !there) {
        before->who.insert(std::upper_bound(before->who.begin(), before->who.end(), who), who);
        return;
      }
    }
    piece.steps.push_back(std::move(step));
  }

  void flush(Meanwhile& piece, Meanwhile& block, std::string& lines) {
    if (piece.steps.empty()) return;
    const std::string text = to_text(made_.scenario, {0, piece});
    lines += text.substr(text.find('\n') + 1) + "\n";
    for (TimedStep& step : piece.steps) block.steps.push_back(std::move(step));
    piece.steps.clear();
  }

  /// The last lines are still on their way, and people stay for as long as they did in the recording.
  void wait_at_end() {
    const auto& people = state_.people();
    const auto runs = [](const auto& each) { return each.second.running; };
    const std::vector<Item>& items = composition_.draft.items;
    if (items.empty() || std::none_of(people.begin(), people.end(), runs)) return;
    constexpr Duration kGrid = std::chrono::milliseconds(100);
    const Duration longest = std::max(2 * kGrid, options_.longest_silence.value_or(limits::kSettled));
    const Duration stayed = std::clamp(composition_.length - items.back().recorded, 2 * kGrid, longest);
    add(Wait{(stayed + kGrid - Duration(1)) / kGrid * kGrid});
  }

  /// Expects that all is as it was, and waits for as long as the silence was.
  void add_expectations(const Cut& cut) {
    const std::vector<Item>& items = composition_.draft.items;
    const bool last = cut.behind == items.size();
    std::vector<Expectation> expected;
    if (options_.expect >= Expect::kLines) {
      const Duration until = last ? Duration::max() : items[cut.behind].recorded;
      for (std::size_t i = 0; i < made_.scenario.people.size(); ++i) seen_.take({i}, until, expected);
    }
    const auto ends = last ? expected_ends(state_, options_.expect) : std::vector<Expectation>();
    expected.insert(expected.end(), ends.begin(), ends.end());
    const auto now = expected_now(state_, options_.expect);
    expected.insert(expected.end(), now.begin(), now.end());
    for (Expectation& each : expected) add(std::move(each));
    if (last) return;
    made_.text += "\n";
    if (cut.silence > Duration::zero()) add(Wait{cut.silence});
  }

  Composition& composition_;
  const ImportOptions& options_;
  SeenLines seen_;
  SessionState state_;
  bool begun_ = false;
  Imported made_;
};

}  // namespace

Result<Imported> compose(const Cast& cast, Composition composition, const ImportOptions& options) {
  Imported made = Composer(cast, composition, options).all();
  if (made.text.size() > scenario::limits::kFileBytes) {
    return Error{ErrorCode::kFull,
                 "the scenario would be longer than the " + std::to_string(scenario::limits::kFileBytes) +
                     " bytes that a scenario file may have; import less of the session with "
                     "--until"};
  }
  const Parsed parsed = parse(made.text, {});
  if (!parsed.ok())
    return Error{ErrorCode::kMalformed,
                 "the scenario that was made cannot be parsed: " + parsed.errors.front().to_string()};
  if (!(parsed.scenario == made.scenario)) {
    return Error{ErrorCode::kMalformed,
                 "the scenario that was made parses to something else; please report this with the tapes"};
  }
  return made;
}

}  // namespace parley::sim::importing
