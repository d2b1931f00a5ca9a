#pragma once

#include <boost/system/result.hpp>
#include <concepts>
#include <cstdint>
#include <string>
#include <type_traits>

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

/// A bool that nothing but a bool turns into. A plain `result<bool>` has a trap: copied from a variable
/// that is not const it takes that variable's has_value() for its value, so that "no" becomes "yes".
class StrictBool {
 public:
  StrictBool(std::same_as<bool> auto value) : value_(value) {}  // NOLINT(google-explicit-constructor)
  operator bool() const { return value_; }                      // NOLINT(google-explicit-constructor)

 private:
  bool value_;
};

/// A value, or the reason why there is none.
template <class T>
using Result = boost::system::result<std::conditional_t<std::is_same_v<T, bool>, StrictBool, T>, Error>;

/// Found by Boost where `value()` is called on a failed Result: a broken invariant of ours.
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& where);

}  // namespace parley
