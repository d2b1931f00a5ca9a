#include "record/cursor.hpp"

namespace parley::record {

void Cursor::fetch() {
  const auto more = source_.next(entry_);
  if (!more) failure_ = more.error();
  fresh_ = more && *more;
  over_ = !fresh_;
}

}  // namespace parley::record
