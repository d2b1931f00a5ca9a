#include "tests/fuzz/fuzz.hpp"

#include <cstddef>

namespace parley::fuzz {

bool is_harmless(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    if (byte < 0x20 || byte == 0x7F) return false;
    if (byte == 0xC2 && i + 1 < text.size() && static_cast<std::uint8_t>(text[i + 1]) < 0xA0) return false;
  }
  return true;
}

}  // namespace parley::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto* bytes = reinterpret_cast<const char*>(data);
  parley::fuzz::run(size == 0 ? std::string_view() : std::string_view(bytes, size));
  return 0;
}
