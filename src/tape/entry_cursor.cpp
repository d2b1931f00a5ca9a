#include "tape/entry_cursor.hpp"

namespace parley::tape {

void EntryCursor::fetch() {
  const auto more = source_.next(entry_);
  if (!more) failure_ = more.error();
  fresh_ = more && *more;
  over_ = !fresh_;
}

}  // namespace parley::tape
