#pragma once

#include <boost/system/result.hpp>
#include <cstdint>
#include <string>

namespace parley {

/// What went wrong, for code to decide on.
enum class ErrorCode : std::uint8_t {
  kMalformed,    ///< Bytes or words that do not have the form they should.
  kUnavailable,  ///< A thing outside (host, disk, address) cannot be had now; a later try may do.
  kCorrupt,      ///< What was read back is not what can have been written.
  kTooNew,       ///< Written by a later version of Parley than this one.
  kFull,         ///< A limit or the disk leaves no room.
};

/// An expected failure: the code to decide on, and a sentence for a person that says what to do.
struct Error {
  ErrorCode code;
  std::string message;
};

/// A value, or the reason why there is none.
template <class T>
using Result = boost::system::result<T, Error>;

/// Found by Boost where `value()` is called on a failed Result: a broken invariant of ours.
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& where);

}  // namespace parley
