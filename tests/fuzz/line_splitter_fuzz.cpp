// The line splitter: the same lines, and the same overflow, whatever the pieces. The first byte is the
// longest line, the second and third say how long the pieces are; the rest is the stream.

#include <algorithm>
#include <string>
#include <vector>

#include "base/check.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "wire/framing.hpp"

namespace parley::fuzz {
namespace {

struct Outcome {
  std::vector<std::string> lines;
  bool overflowed = false;
  std::size_t left = 0;
  bool operator==(const Outcome&) const = default;
};

/// Feeds pieces of `piece_bytes` in turn, taking at most `takes` lines after each, and the rest at the end.
Outcome split(std::string_view stream, std::size_t max_line, std::size_t piece_bytes, std::size_t takes) {
  wire::LineSplitter splitter(max_line);
  Outcome outcome;
  const auto take = [&](std::size_t most) {
    for (std::size_t i = 0; i < most; ++i) {
      const auto line = splitter.next();
      if (!line) return;
      outcome.lines.emplace_back(*line);
    }
  };
  for (; !stream.empty(); stream.remove_prefix(std::min(piece_bytes, stream.size()))) {
    splitter.feed(stream.substr(0, piece_bytes));
    take(takes);
  }
  take(static_cast<std::size_t>(-1));
  outcome.overflowed = splitter.overflowed();
  outcome.left = splitter.buffered();
  return outcome;
}

/// What the splitter should do, by its definition.
Outcome defined(std::string_view stream, std::size_t max_line) {
  Outcome outcome;
  for (;;) {
    const auto end = stream.find('\n');
    const auto line = stream.substr(0, end);
    if (line.size() > max_line) return {outcome.lines, true, 0};
    if (end == stream.npos) return {outcome.lines, false, stream.size()};
    outcome.lines.emplace_back(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line);
    stream.remove_prefix(end + 1);
  }
}

}  // namespace

void run(std::string_view input) {
  if (input.size() < 3) return;
  const auto head = [&](std::size_t i) { return std::size_t{static_cast<unsigned char>(input[i])}; };
  const auto stream = input.substr(3);
  const auto all = input.size();
  const auto max_line = head(0);
  const auto wanted = defined(stream, max_line);
  PARLEY_CHECK(split(stream, max_line, all, all) == wanted);
  PARLEY_CHECK(split(stream, max_line, 1 + head(1), all) == wanted);
  PARLEY_CHECK(split(stream, max_line, 1 + head(2), head(1) % 3) == wanted);
}

}  // namespace parley::fuzz
