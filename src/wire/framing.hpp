#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace parley::wire {

/// Which form of the registry's wire a connection speaks. Every connection begins as v1; a first message
/// `HELLO P2P 2` makes it v2.
enum class Dialect : unsigned char {
  kV1,  ///< One TLS record is one message; no line end is added.
  kV2,  ///< One line, ended by LF (a CR before it is dropped), is one message.
};

/// Cuts a stream of bytes into lines, the same ones whatever the pieces it arrives in. Holds what was fed
/// and not yet given out, so a caller that leaves lines waiting bounds buffered(); holds no memory once
/// next() has said that nothing is left.
class LineSplitter {
 public:
  /// `max_line` is the longest line taken, in bytes, its LF not counted.
  explicit LineSplitter(std::size_t max_line) : max_line_(max_line) {}

  void feed(std::string_view bytes);

  /// The next whole line without its line end; valid until the next call of any member. Nothing where
  /// none is whole yet, or once overflowed().
  std::optional<std::string_view> next();

  /// Whether next() met a line longer than the bound; what came before it was given out. There is no way
  /// on from there but to close.
  bool overflowed() const { return overflowed_; }
  std::size_t buffered() const { return buffer_.size() - taken_; }

 private:
  void drop_taken();

  std::size_t max_line_;
  std::string buffer_;
  std::size_t taken_ = 0;    ///< Bytes of the buffer already given out.
  std::size_t scanned_ = 0;  ///< Bytes known to hold no LF.
  bool overflowed_ = false;
};

}  // namespace parley::wire
