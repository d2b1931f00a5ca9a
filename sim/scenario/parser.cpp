#include "sim/scenario/parser.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>

#include "sim/scenario/lexer.hpp"
#include "sim/scenario/limits.hpp"
#include "sim/scenario/sentences.hpp"
#include "sim/scenario/validator.hpp"

namespace parley::sim::scenario {
namespace {

constexpr std::string_view kPersonVerbs =
    "what they do (`starts`, `arrives`, `signs up`, `logs in`, `logs out`, `exits`, `lists people`, "
    "`looks for NAME`, `creates room NAME`, `lists rooms`, `joins room NAME`, `says TEXT`, "
    "`leaves the room`, `types TEXT`, `ends the input`, `interrupts`, `vanishes`, `sends datagram TEXT`) "
    "or meet (`sees`, `does not see`, `never sees`, `is asked`, `is in room`, `is in no room`, `has ended`)";
constexpr std::string_view kClientVerbs =
    "what it does (`connects`, `sends TEXT`, `sends datagram TEXT`, `stops reading`, `reads again`, "
    "`disconnects`, `vanishes`) or meets (`receives`, `receives nothing`, `is closed`, `is connected`)";
constexpr std::string_view kSteps =
    "a name of the cast, `within TIME`, `for TIME`, `wait TIME`, `at the same time:`, a fault (`crash`, "
    "`restart`, `pause`, `resume`, `partition`, `heal`, `lose`, `stop losing`, `repeat`, `stop repeating`, "
    "`packets take`, `the registry gets a new key`, `the disk is full`, `the disk works`) or what the "
    "registry knows (`rooms are`, `no rooms`, `room`, `online are`, `nobody is online`)";

/// Reads one line after the other; steps go to the scenario, or to the open block.
class Parser {
 public:
  Parser(Parsed& out, const std::vector<TokenLine>& lines)
      : out_(out), roster_(out.scenario), lines_(lines) {}

  void run() {
    for (const TokenLine& line : lines_) {
      Cursor cursor(line);
      place(cursor, line);
      sentence(cursor, line.number);
      cursor.expect_end();
      if (cursor.failed()) error(line.number, cursor.error());
    }
    close_block();
  }

 private:
  /// A line that is indented belongs to the block above it.
  void place(Cursor& cursor, const TokenLine& line) {
    const bool inside = line.indent > 0;
    if (!inside) close_block();
    if (inside && block_line_ == 0) {
      cursor.fail("an indented line, expected it under `at the same time:` only");
    } else if (inside && block_indent_ != 0 && line.indent != block_indent_) {
      cursor.fail("indented otherwise than the line above, expected " + std::to_string(block_indent_) +
                  " blanks");
    } else if (inside) {
      block_indent_ = line.indent;
    }
  }

  void close_block() {
    if (block_line_ != 0 && block_.steps.empty()) {
      error(block_line_, "the block is empty, expected indented steps below");
    } else if (block_line_ != 0) {
      out_.scenario.steps.push_back({block_line_, std::move(block_)});
    }
    block_line_ = block_indent_ = 0;
    block_ = {};
  }

  void error(std::size_t line, std::string message) {
    out_.errors.push_back({out_.scenario.file, line, std::move(message)});
  }

  void check_block_step(std::size_t line, const StepBody& body) {
    if (std::holds_alternative<Expectation>(body))
      error(line, "an expectation in a block, expected it behind the block");
    if (std::holds_alternative<Wait>(body)) error(line, "a pause in a block, expected it behind the block");
    const auto* people = std::get_if<PersonStep>(&body);
    if (people != nullptr && people->in_turn)
      error(line, "`in turn` in a block, expected that all act at once");
  }

  void add(std::size_t line, StepBody body) {
    if (block_line_ != 0) check_block_step(line, body);
    auto& steps = block_line_ != 0 ? block_.steps : out_.scenario.steps;
    steps.push_back({line, std::move(body)});
  }

  void sentence(Cursor& cursor, std::size_t line) {
    if (cursor.failed()) return;
    if (cursor.accept("people")) return roster_.declare_people(cursor);
    if (cursor.accept("client", "clients")) return roster_.declare_clients(cursor);
    if (cursor.accept("wait")) return add(line, Wait{cursor.expect_duration()});
    if (cursor.accept("at the same time")) return open_block(cursor, line);
    if (cursor.accept("within")) return timed(cursor, line, When::kWithin);
    if (cursor.accept("for")) return timed(cursor, line, When::kFor);
    const auto word = cursor.peek_word();
    if (word && roster_.begins_subject(*word)) return subject(cursor, line);
    if (auto fault = accept_fault(cursor, roster_)) return add(line, *std::move(fault));
    expectation(cursor, line, {});
  }

  void open_block(Cursor& cursor, std::size_t line) {
    cursor.expect_mark(':');
    if (block_line_ != 0) cursor.fail("a block in a block, expected a plain step");
    block_line_ = line;
  }

  void timed(Cursor& cursor, std::size_t line, When when) {
    Expectation expected{when, cursor.expect_duration(), {}};
    cursor.accept_mark(',');
    expectation(cursor, line, std::move(expected));
  }

  void expectation(Cursor& cursor, std::size_t line, Expectation expected) {
    const auto word = cursor.peek_word();
    std::optional<Condition> condition;
    if (word && roster_.begins_subject(*word)) {
      const Subject who = checked_subject(cursor);
      condition = accept_cast_condition(cursor, who);
      if (!condition) cursor.fail_expecting(who.clients.empty() ? kPersonVerbs : kClientVerbs);
    } else {
      condition = accept_registry_condition(cursor, roster_);
      if (!condition) cursor.fail_expecting(kSteps);
    }
    if (!condition || cursor.failed()) return;
    expected.condition = *std::move(condition);
    add(line, std::move(expected));
  }

  Subject checked_subject(Cursor& cursor) {
    Subject who = roster_.expect_subject(cursor);
    if (!who.people.empty() && !who.clients.empty()) {
      cursor.fail("people and clients in one step, expected only one kind");
    }
    return who;
  }

  void subject(Cursor& cursor, std::size_t line) {
    const Subject who = checked_subject(cursor);
    if (cursor.failed()) return;
    if (cursor.accept("vanishes", "vanish")) return add(line, Fault(Vanish{nodes_of(who)}));
    if (cursor.accept("sends datagram", "send datagram")) return datagram(cursor, line, who);
    if (auto condition = accept_cast_condition(cursor, who)) {
      return add(line, Expectation{When::kNow, {}, *std::move(condition)});
    }
    if (who.clients.empty()) return person_step(cursor, line, who);
    if (auto action = accept_client_action(cursor))
      return add(line, ClientStep{who.clients, *std::move(action)});
    cursor.fail_expecting(kClientVerbs);
  }

  void person_step(Cursor& cursor, std::size_t line, const Subject& who) {
    const std::vector<PersonAction> actions = accept_person_action(cursor);
    if (actions.empty()) cursor.fail_expecting(kPersonVerbs);
    for (const PersonAction& action : actions) add(line, PersonStep{who.people, who.in_turn, action});
  }

  void datagram(Cursor& cursor, std::size_t line, const Subject& who) {
    SendDatagram step{nodes_of(who), cursor.expect_bytes(), std::nullopt};
    if (cursor.accept("to room")) step.room = cursor.expect_word("a room's name");
    add(line, std::move(step));
  }

  static std::vector<NodeRef> nodes_of(const Subject& who) {
    std::vector<NodeRef> nodes(who.people.begin(), who.people.end());
    nodes.insert(nodes.end(), who.clients.begin(), who.clients.end());
    return nodes;
  }

  Parsed& out_;
  Roster roster_;
  const std::vector<TokenLine>& lines_;
  Together block_;
  std::size_t block_line_ = 0;  ///< 0 where no block is open.
  std::size_t block_indent_ = 0;
};

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// What the scenario shows: its first line, without `#` and blanks.
void read_title(Parsed& out) {
  const std::string first = out.scenario.source.empty() ? "" : out.scenario.source.front();
  const std::size_t begin = first.find_first_not_of("# ");
  if (first.empty() || first[0] != '#' || begin == std::string::npos) {
    out.errors.push_back(
        {out.scenario.file, 1, "no title, expected a comment that says what the scenario shows"});
  } else {
    out.scenario.title = first.substr(begin);
  }
}

}  // namespace

Parsed parse(std::string_view text, const std::string& file) {
  Parsed out;
  out.scenario.file = file;
  if (text.size() > limits::kFileBytes) {
    out.errors.push_back({file, 1, "the file is too long, expected at most 1 MiB"});
    return out;
  }
  out.scenario.source = lines_of(text);
  read_title(out);
  Lexed lexed = lex(text, file);
  out.errors.insert(out.errors.end(), lexed.errors.begin(), lexed.errors.end());
  Parser(out, lexed.lines).run();
  if (out.ok()) out.errors = validate(out.scenario);
  const auto by_line = [](const Diagnostic& a, const Diagnostic& b) { return a.line < b.line; };
  std::stable_sort(out.errors.begin(), out.errors.end(), by_line);
  return out;
}

Parsed parse_file(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  std::string text(limits::kFileBytes + 1, '\0');
  const bool readable = file != nullptr && std::fseek(file.get(), 0, SEEK_END) == 0;
  if (!readable) {
    Parsed failed;
    failed.scenario.file = path;
    failed.errors.push_back({path, 0, "cannot be read, expected a scenario file"});
    return failed;
  }
  std::rewind(file.get());
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  return parse(text, path);
}

}  // namespace parley::sim::scenario
