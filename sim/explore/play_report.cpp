#include "sim/explore/play_report.hpp"

#include <fmt/format.h>

#include <charconv>

namespace parley::sim::explore {
namespace {

std::string escaped(std::string_view text) {
  std::string line;
  for (const char c : text) {
    switch (c) {
      case '\\':
        line += "\\\\";
        break;
      case '\t':
        line += "\\t";
        break;
      case '\n':
        line += "\\n";
        break;
      default:
        line += c;
    }
  }
  return line;
}

std::string unescaped(std::string_view line) {
  std::string text;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '\\' || i + 1 == line.size()) {
      text += line[i];
      continue;
    }
    const char code = line[++i];
    text += code == 't' ? '\t' : code == 'n' ? '\n' : code;
  }
  return text;
}

/// Fields between tabs, one after another.
class Fields {
 public:
  explicit Fields(std::string_view line) : rest_(line) {}

  bool at_end() const { return over_; }
  bool failed() const { return failed_; }

  std::string_view next() {
    if (over_) failed_ = true;
    const std::size_t tab = rest_.find('\t');
    const std::string_view field = rest_.substr(0, tab);
    over_ = over_ || tab == rest_.npos;
    rest_.remove_prefix(over_ ? rest_.size() : tab + 1);
    return field;
  }

  std::uint64_t next_number(int base = 10) { return number(next(), base); }

  std::uint64_t number(std::string_view digits, int base = 10) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (error != std::errc() || end != digits.data() + digits.size()) failed_ = true;
    return value;
  }

 private:
  std::string_view rest_;
  bool over_ = false;
  bool failed_ = false;
};

void add(std::string& line, char kind, const std::vector<Count>& counts) {
  for (const Count& count : counts) line += fmt::format("\t{}{}={}", kind, count.name, count.times);
}

/// The list that a field with this letter belongs to.
std::vector<Count>* list_of(PlayReport& report, char kind) {
  switch (kind) {
    case 'C':
      return &report.checks;
    case 'F':
      return &report.faults;
    case 'D':
      return &report.actions;
    case 'M':
      return &report.marks;
    default:
      return nullptr;
  }
}

}  // namespace

std::string to_line(const PlayReport& report) {
  std::string line = fmt::format("{}\t{}\t{}\t{:x}\t{}\t{}\t{}\t{}", report.seed, report.events,
                                 report.deliveries, report.trace_hash, report.virtual_time.count(),
                                 report.line, escaped(report.check), escaped(report.what));
  add(line, 'C', report.checks);
  add(line, 'F', report.faults);
  add(line, 'D', report.actions);
  add(line, 'M', report.marks);
  return line;
}

std::optional<PlayReport> play_report_from(std::string_view line) {
  PlayReport report;
  Fields fields(line);
  report.seed = fields.next_number();
  report.events = fields.next_number();
  report.deliveries = fields.next_number();
  report.trace_hash = fields.next_number(16);
  report.virtual_time = Duration(static_cast<Duration::rep>(fields.next_number()));
  report.line = static_cast<std::size_t>(fields.next_number());
  report.check = unescaped(fields.next());
  report.what = unescaped(fields.next());
  while (!fields.at_end() && !fields.failed()) {
    const std::string_view field = fields.next();
    const std::size_t equals = field.rfind('=');
    if (field.empty() || equals == field.npos) return std::nullopt;
    std::vector<Count>* list = list_of(report, field.front());
    if (list == nullptr) return std::nullopt;
    list->push_back({std::string(field.substr(1, equals - 1)), fields.number(field.substr(equals + 1))});
  }
  if (fields.failed()) return std::nullopt;
  return report;
}

}  // namespace parley::sim::explore
