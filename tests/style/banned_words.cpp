#include <array>
#include <cctype>
#include <string_view>

#include "tests/style/rules.hpp"

namespace parley::style {

namespace {

struct BannedWord {
  std::string_view word;  ///< A whole word of the code; one that begins with '_' is an ending.
  std::string_view instead;
};

constexpr std::string_view kUseClock = "take the Clock port's time, which stands still during a turn";
constexpr std::string_view kUseEntropy = "draw from the Entropy port";
constexpr std::string_view kUseTimer = "arm a Timer";
constexpr std::string_view kUseOwnDraw =
    "standard libraries draw differently: use the seeded stream's own draws";
constexpr std::string_view kUseOptions = "let main() read it and hand it in through an options struct";
constexpr std::string_view kUsePort = "the core has one thread: let a port do it and complete on the loop";
constexpr std::string_view kUseAdapter = "that library belongs behind a port, in src/adapters";

constexpr std::array kBannedWords = {
    BannedWord{"system_clock", kUseClock},
    BannedWord{"steady_clock", kUseClock},
    BannedWord{"high_resolution_clock", kUseClock},
    BannedWord{"clock_gettime", kUseClock},
    BannedWord{"gettimeofday", kUseClock},
    BannedWord{"time(nullptr", kUseClock},
    BannedWord{"time(NULL", kUseClock},
    BannedWord{"time(0", kUseClock},
    BannedWord{"time(&", kUseClock},
    BannedWord{"rand()", kUseEntropy},
    BannedWord{"srand", kUseEntropy},
    BannedWord{"random_device", kUseEntropy},
    BannedWord{"_distribution", kUseOwnDraw},
    BannedWord{"std::shuffle", kUseOwnDraw},
    BannedWord{"ranges::shuffle", kUseOwnDraw},
    BannedWord{"std::sample", kUseOwnDraw},
    BannedWord{"getenv", kUseOptions},
    BannedWord{"std::thread", kUsePort},
    BannedWord{"std::jthread", kUsePort},
    BannedWord{"std::async", kUsePort},
    BannedWord{"sleep", kUseTimer},
    BannedWord{"usleep", kUseTimer},
    BannedWord{"nanosleep", kUseTimer},
    BannedWord{"sleep_for", kUseTimer},
    BannedWord{"sleep_until", kUseTimer},
    BannedWord{"#include <boost/asio", kUseAdapter},
    BannedWord{"#include <openssl/ssl.h", kUseAdapter},
    BannedWord{"#include <openssl/rand.h", kUseEntropy},
    BannedWord{"#include <spdlog", kUseAdapter},
    BannedWord{"#include <CLI", kUseAdapter},
};

bool is_identifier(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool contains_word(std::string_view code, std::string_view word) {
  for (auto at = code.find(word); at != std::string_view::npos; at = code.find(word, at + 1)) {
    const auto end = at + word.size();
    const bool begins =
        at == 0 || word.front() == '_' || !is_identifier(word.front()) || !is_identifier(code[at - 1]);
    const bool ends = end == code.size() || !is_identifier(word.back()) || !is_identifier(code[end]);
    if (begins && ends) return true;
  }
  return false;
}

bool is_excused(std::string_view line) {
  constexpr std::string_view kExcuse = "// style-ok: ";
  const auto at = line.find(kExcuse);
  return at != std::string_view::npos && line.size() > at + kExcuse.size();
}

}  // namespace

Findings check_banned_words(const SourceFile& file) {
  Findings findings;
  const bool is_core = file.is_below("src") && !file.is_below("src/adapters");
  const bool is_real = file.is_below("sim/real") || file.is_below("sim/process");
  const bool is_simulated = file.is_below("sim") && !is_real;
  if (!is_core && !is_simulated) return findings;
  for (std::size_t i = 0; i < file.code.size(); ++i) {
    if (is_excused(file.lines[i])) continue;
    for (const auto& [word, instead] : kBannedWords) {
      if (!contains_word(file.code[i], word)) continue;
      findings.push_back({file.path, static_cast<int>(i) + 1,
                          "'" + std::string(word) + "' is banned here: " + std::string(instead)});
    }
  }
  return findings;
}

}  // namespace parley::style
