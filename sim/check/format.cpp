#include "sim/check/format.hpp"

#include <array>
#include <cstdio>

namespace parley::sim::check {

std::string in_seconds(Duration time) {
  constexpr std::int64_t kSecond = 1'000'000'000;
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%lld.%09lld s", static_cast<long long>(time.count() / kSecond),
                static_cast<long long>(time.count() % kSecond));
  return text.data();
}

std::string shortened(const std::string& text) {
  constexpr std::size_t kShown = 120;
  return text.size() <= kShown ? text : text.substr(0, kShown) + "...";
}

}  // namespace parley::sim::check
