#include "wire/hello.hpp"

#include <charconv>
#include <chrono>

#include "wire/text.hpp"

namespace parley::wire {
namespace {

constexpr std::uint64_t kLongestMs = 3'600'000;
constexpr std::uint64_t kLongestLine = std::uint64_t{16} * 1024 * 1024;

std::string in_ms(Duration time) {
  return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(time).count());
}

/// Reads a number from 1 to `most` in decimal; 0 for anything else.
std::uint64_t read_number(std::string_view text, std::uint64_t most) {
  std::uint64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc{} && read.ptr == end && number <= most ? number : 0;
}

/// Whether the value fits its key; an unknown key fits any.
bool read_pair(std::string_view key, std::string_view value, HelloDetails& hello) {
  if (key == "keep-alive-ms" || key == "timeout-ms") {
    const auto ms = read_number(value, kLongestMs);
    auto& time = key == "timeout-ms" ? hello.keep_alive_timeout : hello.keep_alive_interval;
    time = std::chrono::milliseconds(ms);
    return ms != 0;
  }
  if (key == "line-bytes") {
    hello.line_bytes = static_cast<std::size_t>(read_number(value, kLongestLine));
    return hello.line_bytes != 0;
  }
  if (key == "udp-port") {
    hello.udp_port = static_cast<std::uint16_t>(read_number(value, 65535));
    return hello.udp_port != 0;
  }
  return true;
}

}  // namespace

std::string encode_hello(const HelloDetails& hello) {
  return "versions=1,2 keep-alive-ms=" + in_ms(hello.keep_alive_interval) +
         " timeout-ms=" + in_ms(hello.keep_alive_timeout) +
         " line-bytes=" + std::to_string(hello.line_bytes) + " udp-port=" + std::to_string(hello.udp_port);
}

Result<HelloDetails> decode_hello(std::string_view details) {
  HelloDetails hello;
  for (auto word = next_word(details); !word.empty(); word = next_word(details)) {
    const auto equals = word.find('=');
    if (equals == word.npos) continue;
    if (!read_pair(word.substr(0, equals), word.substr(equals + 1), hello)) {
      return Error{ErrorCode::kMalformed,
                   "the registry's HELLO says '" + printable(word) + "': that number does not fit"};
    }
  }
  return hello;
}

}  // namespace parley::wire
