#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace parley::sim::process {

/// A file descriptor, closed at the latest by the destructor.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }

  int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }
  int release() { return std::exchange(number_, -1); }
  void close();

 private:
  int number_ = -1;
};

/// Writes all of it; false where nobody reads the other end any more.
bool write_all(int descriptor, std::string_view bytes);

/// Appends what can be read now, waiting for some; false at the end.
bool read_some(int descriptor, std::string& bytes);

}  // namespace parley::sim::process
