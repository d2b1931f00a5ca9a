#pragma once

#include "base/result.hpp"
#include "tape/entry.hpp"

namespace parley::tape {

/// Gives a tape's entries one after another.
class EntrySource {
 public:
  virtual ~EntrySource() = default;

  /// The next entry; its text lives until the next call. False behind the last one, which is a kEnd where
  /// the tape was closed in order. An error (kCorrupt, kTooNew; it says where) where no more can be read: the
  /// entries before it are good, and every further call gives the same error.
  virtual Result<bool> next(Entry& entry) = 0;
};

}  // namespace parley::tape
