#include "wire/framing.hpp"

#include <algorithm>

namespace parley::wire {

void LineSplitter::feed(std::string_view bytes) {
  if (overflowed_) return;
  if (taken_ >= buffered()) drop_taken();  // Moves no byte more often than one was taken.
  buffer_.append(bytes);
}

std::optional<std::string_view> LineSplitter::next() {
  const auto end = buffer_.find('\n', scanned_);
  const auto line_bytes = (end == buffer_.npos ? buffer_.size() : end) - taken_;
  if (line_bytes > max_line_) {
    overflowed_ = true;
    taken_ = buffer_.size();
  }
  if (overflowed_ || end == buffer_.npos) {
    drop_taken();
    scanned_ = buffer_.size();
    return std::nullopt;
  }
  auto line = std::string_view(buffer_).substr(taken_, line_bytes);
  if (line.ends_with('\r')) line.remove_suffix(1);
  taken_ = scanned_ = end + 1;
  return line;
}

void LineSplitter::drop_taken() {
  if (taken_ == 0) return;
  buffer_.erase(0, taken_);
  scanned_ -= std::min(scanned_, taken_);
  taken_ = 0;
  if (buffer_.empty()) buffer_.shrink_to_fit();
}

}  // namespace parley::wire
