#include "sim/language/line_parser.hpp"

#include <utility>

#include "sim/language/keywords.hpp"
#include "sim/language/limits.hpp"
#include "sim/language/statements.hpp"

namespace parley::sim::scenario {

void OpenBlock::open(BlockKind kind, std::size_t line) {
  kind_ = kind;
  line_ = line;
  indent_ = 0;
}

std::optional<std::string> OpenBlock::misplaced(std::size_t indent) {
  if (!is_open()) return "an indented line, expected it under `at the same time:` or `meanwhile:` only";
  if (indent_ == 0) indent_ = indent;
  if (indent == indent_) return std::nullopt;
  return "indented otherwise than the line above, expected " + std::to_string(indent_) + " blanks";
}

std::optional<std::string> OpenBlock::unfit(const StepBody& body) const {
  if (std::holds_alternative<Expectation>(body))
    return "an expectation in a block, expected it behind the block";
  if (std::holds_alternative<Wait>(body)) return "a pause in a block, expected it behind the block";
  if (std::holds_alternative<Workload>(body) && kind_ == BlockKind::kTogether)
    return "a workload at the same time, expected it under `meanwhile:` or by itself";
  const auto* people = std::get_if<PersonStep>(&body);
  if (people != nullptr && people->tries && kind_ != BlockKind::kRecorded) return kTriesElsewhere;
  if (people != nullptr && people->in_turn) return "`in turn` in a block, expected that all act at once";
  return std::nullopt;
}

Step OpenBlock::close() {
  const std::size_t line = std::exchange(line_, 0);
  std::vector<TimedStep> steps = std::exchange(steps_, {});
  if (kind_ != BlockKind::kTogether) {
    return {line, Meanwhile{std::move(steps), kind_ == BlockKind::kRecorded}};
  }
  Together together;
  for (TimedStep& each : steps) together.steps.push_back(std::move(each.step));
  return {line, std::move(together)};
}

namespace {

constexpr const char* kPersonActions =
    "what they do (`starts`, `arrives`, `signs up`, `logs in`, `logs out`, `exits`, `lists people`, "
    "`looks for NAME`, `creates room NAME`, `lists rooms`, `joins room NAME`, `says TEXT`, "
    "`leaves the room`, `types TEXT`, `ends the input`, `interrupts`, `sends datagram TEXT`)";
constexpr const char* kPersonConditions =
    "what they meet (`sees`, `does not see`, `never sees`, `is asked`, `is in room`, `is in no room`, "
    "`has ended`)";
constexpr const char* kClientActions =
    "what it does (`connects`, `sends TEXT`, `sends datagram TEXT`, `stops reading`, `reads again`, "
    "`disconnects`)";
constexpr const char* kClientConditions =
    "what it meets (`receives`, `receives nothing`, `is closed`, `is connected`)";
constexpr const char* kSteps =
    "a name of the cast, `within TIME`, `for TIME`, `always`, `never`, `wait TIME`, `at the same time:`, "
    "`meanwhile:`, ";
constexpr const char* kRegistryConditions =
    "what the registry knows (`rooms are`, `no rooms`, `room`, `online are`, `nobody is online`)";

std::optional<AddressFamily> accept_first_address(Cursor& cursor) {
  if (cursor.accept("has an IPv4 address", "have an IPv4 address")) return AddressFamily::kIpv4;
  if (cursor.accept("has an IPv6 address", "have an IPv6 address")) return AddressFamily::kIpv6;
  return std::nullopt;
}

std::string verbs_of(const Subject& who) {
  const std::string befalls = "what happens to them (" + subject_fault_words(who) + ")";
  if (who.registry) return befalls;
  if (who.clients.empty()) return std::string(kPersonActions) + ", " + befalls + " or " + kPersonConditions;
  return std::string(kClientActions) + ", " + befalls + " or " + kClientConditions;
}

std::string all_steps() { return kSteps + ("a fault (" + fault_words()) + ") or " + kRegistryConditions; }

}  // namespace

void LineParser::run() {
  for (const TokenLine& line : lines_) {
    Cursor cursor(line);
    line_ = line.number;
    place(cursor, line);
    statement(cursor);
    cursor.expect_end();
    if (cursor.failed()) error(line_, cursor.error());
  }
  close_block();
}

/// A line that is indented belongs to the block above it.
void LineParser::place(Cursor& cursor, const TokenLine& line) {
  if (line.indent == 0) return close_block();
  if (auto complaint = block_.misplaced(line.indent)) return cursor.fail(*std::move(complaint));
  if (block_.kind() == BlockKind::kTogether) return;
  if (!cursor.accept("at")) return cursor.fail_expecting("`at TIME`");
  at_ = cursor.expect_duration();
}

void LineParser::close_block() {
  if (!block_.is_open()) return;
  if (block_.empty()) error(block_.line(), "the block is empty, expected indented steps below");
  Step block = block_.close();
  out_.scenario.steps.push_back(std::move(block));
}

void LineParser::error(std::size_t line, std::string message) {
  out_.errors.push_back({out_.scenario.file, line, std::move(message)});
}

void LineParser::add(StepBody body) {
  if (!block_.is_open()) {
    const auto* people = std::get_if<PersonStep>(&body);
    if (people != nullptr && people->tries) error(line_, kTriesElsewhere);
    return out_.scenario.steps.push_back({line_, std::move(body)});
  }
  if (auto complaint = block_.unfit(body)) error(line_, *std::move(complaint));
  block_.add(at_, {line_, std::move(body)});
}

void LineParser::statement(Cursor& cursor) {
  if (cursor.failed() || declaration(cursor)) return;
  if (cursor.accept("wait")) return add(Wait{cursor.expect_duration()});
  if (cursor.accept("at the same time")) return open_block(cursor, BlockKind::kTogether);
  if (cursor.accept("meanwhile")) return meanwhile(cursor);
  if (cursor.accept("within")) return timed(cursor, When::kWithin);
  if (cursor.accept("for")) return timed(cursor, When::kFor);
  if (cursor.accept("always")) return expectation(cursor, {When::kAlways, {}, {}});
  if (cursor.accept("never")) return expectation(cursor, {When::kNever, {}, {}});
  if (name_table_.at_subject(cursor)) return subject(cursor);
  if (auto fault = accept_fault(cursor, name_table_)) return add(*std::move(fault));
  expectation(cursor, {});
}

bool LineParser::declaration(Cursor& cursor) {
  if (cursor.accept("people")) {
    name_table_.declare_people(cursor);
  } else if (cursor.accept("client", "clients")) {
    name_table_.declare_clients(cursor);
  } else if (cursor.accept("group")) {
    name_table_.declare_group(cursor);
  } else {
    return false;
  }
  return true;
}

void LineParser::meanwhile(Cursor& cursor) {
  if (!cursor.accept_mark(',')) return open_block(cursor, BlockKind::kMeanwhile);
  cursor.expect("as recorded");
  open_block(cursor, BlockKind::kRecorded);
}

void LineParser::open_block(Cursor& cursor, BlockKind kind) {
  cursor.expect_mark(':');
  if (block_.is_open()) return cursor.fail("a block in a block, expected a plain step");
  block_.open(kind, line_);
}

void LineParser::timed(Cursor& cursor, When when) {
  Expectation expected{when, cursor.expect_duration(), {}};
  cursor.accept_mark(',');
  expectation(cursor, std::move(expected));
}

/// What is expected, or who does what for a while: behind the words that say when.
void LineParser::expectation(Cursor& cursor, Expectation expected) {
  std::optional<Condition> condition;
  if (name_table_.at_subject(cursor)) {
    const Subject who = checked_subject(cursor);
    const bool lasts = expected.when == When::kFor && !who.people.empty();
    if (auto load = lasts ? accept_workload(cursor, who, expected.time) : std::nullopt) {
      return add(*std::move(load));
    }
    condition = who.registry ? std::nullopt : accept_participant_condition(cursor, who);
    if (!condition) cursor.fail_expecting(verbs_of(who));
  } else {
    condition = accept_registry_condition(cursor, name_table_);
    if (!condition) cursor.fail_expecting(all_steps());
  }
  if (!condition || cursor.failed()) return;
  expected.condition = *std::move(condition);
  add(std::move(expected));
}

Subject LineParser::checked_subject(Cursor& cursor) {
  Subject who = name_table_.expect_subject(cursor);
  if (!who.people.empty() && !who.clients.empty()) {
    cursor.fail("people and clients in one step, expected only one kind");
  }
  return who;
}

void LineParser::subject(Cursor& cursor) {
  const Subject who = checked_subject(cursor);
  if (cursor.failed()) return;
  if (auto fault = accept_subject_fault(cursor, who)) return add(*std::move(fault));
  if (const auto family = accept_first_address(cursor)) return addresses(cursor, who, *family);
  if (who.registry) return cursor.fail_expecting(verbs_of(who));
  if (cursor.accept("is behind a", "are behind a")) return nat(cursor, who);
  if (cursor.accept("sends datagram", "send datagram")) return datagram(cursor, who);
  if (auto condition = accept_participant_condition(cursor, who)) {
    return add(Expectation{When::kNow, {}, *std::move(condition)});
  }
  if (who.clients.empty()) return person_step(cursor, who);
  if (auto action = accept_client_action(cursor)) return add(ClientStep{who.clients, *std::move(action)});
  cursor.fail_expecting(verbs_of(who));
}

void LineParser::nat(Cursor& cursor, const Subject& who) {
  const NatType kind = expect_keyword(cursor, kNatKeywords);
  cursor.expect("nat");
  if (block_.is_open() || !out_.scenario.steps.empty())
    cursor.fail("a nat stands there from the beginning, expected it before the first step");
  if (!cursor.failed()) out_.scenario.nats.push_back({kind, who.nodes, line_});
}

/// Behind the first one: `and an IPv6 address`.
void LineParser::addresses(Cursor& cursor, const Subject& who, AddressFamily first) {
  MachineAddresses declared{{first}, who.nodes, line_};
  while (cursor.accept_mark(',') || cursor.accept("and")) {
    declared.families.push_back(expect_keyword(cursor, kFamilyKeywords));
  }
  if (declared.families.size() > limits::kMachineAddresses)
    cursor.fail("too many addresses, expected at most " + std::to_string(limits::kMachineAddresses));
  if (block_.is_open() || !out_.scenario.steps.empty())
    cursor.fail("a machine has these addresses from the beginning, expected this before the first step");
  if (!cursor.failed()) out_.scenario.addresses.push_back(std::move(declared));
}

void LineParser::person_step(Cursor& cursor, const Subject& who) {
  const bool tries = cursor.accept("tries to", "try to");
  const std::vector<PersonAction> actions = accept_person_action(cursor);
  if (actions.empty()) cursor.fail_expecting(verbs_of(who));
  for (const PersonAction& action : actions) add(PersonStep{who.people, who.in_turn, action, tries});
}

void LineParser::datagram(Cursor& cursor, const Subject& who) {
  SendDatagram step{who.nodes, cursor.expect_bytes(), std::nullopt};
  if (cursor.accept("to room")) step.room = cursor.expect_word("a room's name");
  add(std::move(step));
}

}  // namespace parley::sim::scenario
