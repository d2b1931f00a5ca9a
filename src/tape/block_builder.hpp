#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "tape/block.hpp"
#include "tape/entry.hpp"

namespace parley::tape {

/// Fills one block after another with entries. What was filled in can be looked at in place at any moment,
/// by a signal handler that interrupts add() too.
class BlockBuilder {
 public:
  explicit BlockBuilder(std::size_t block_bytes);

  /// Not while is_full(). False where a tape has no form for the entry (has_form()), or its time runs back.
  bool add(const Entry& entry);
  bool is_full() const { return view().bytes.size() >= block_bytes_; }
  bool is_empty() const { return view().bytes.empty(); }

  /// What was added, and begins anew. Its time counts from its first entry.
  RawBlock take();

  /// The same to look at: whole entries, whenever that is.
  struct View {
    std::string_view bytes;
    std::uint32_t entries = 0;
    Instant base{};
  };
  View view() const;

  Instant last() const { return last_; }  ///< The time of the last of all entries.

 private:
  std::size_t block_bytes_;
  std::unique_ptr<char[]> memory_;
  std::atomic<std::uint64_t> used_ = 0;  ///< Entries and, in the low half, bytes: both change at once.
  bool has_begun_ = false;
  Instant base_{};
  Instant last_{};
};

}  // namespace parley::tape
