#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace parley::adapters {

/// Records that wait to leave, in order, each of 1 to 65,536 bytes. Holds no memory while empty.
class RecordQueue {
 public:
  void push(std::string_view record);
  bool empty() const { return payload_bytes_ == 0; }
  std::size_t payload_bytes() const { return payload_bytes_; }

  /// The oldest record; valid until the next push() or pop().
  std::string_view front() const;
  void pop();
  void clear();

 private:
  std::string bytes_;  ///< From head_ on: each record behind its length, less one, in two bytes.
  std::size_t head_ = 0;
  std::size_t payload_bytes_ = 0;
};

}  // namespace parley::adapters
