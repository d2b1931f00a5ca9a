#include "base/result.hpp"

#include "base/check.hpp"

namespace parley {

void throw_exception_from_error(const Error& error, const boost::source_location& where) {
  check_failed(error.message.c_str(), where.file_name(), static_cast<int>(where.line()));
}

}  // namespace parley
