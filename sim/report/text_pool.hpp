#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace parley::sim::report {

/// A text's number in its pool; 0 is the empty one.
enum class TextId : std::uint32_t {};

constexpr std::uint32_t number(TextId id) { return static_cast<std::uint32_t>(id); }

/// The bytes of messages and lines, each different one once: keep-alives and multicast copies by the
/// thousand share theirs. Of a long one only the beginning is kept, and how long it was.
class TextPool {
 public:
  static constexpr std::size_t kMaxKeptBytes = 4096;

  struct Text {
    std::string bytes;  ///< At most kMaxKeptBytes.
    std::size_t size = 0;
  };

  TextPool() { add({}); }

  TextId add(std::string_view bytes);
  const Text& operator[](TextId id) const { return texts_[number(id)]; }
  std::size_t size() const { return texts_.size(); }

 private:
  std::vector<Text> texts_;
  std::unordered_map<std::string, TextId> numbers_;  ///< Looked up, never walked through.
};

}  // namespace parley::sim::report
