#include "sim/real/private_network.hpp"

#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <string>
#include <string_view>
#include <thread>

namespace parley::sim::real {
namespace {

using adapters::FileDescriptor;
using namespace std::chrono_literals;

constexpr auto kBetweenTries = 50ms;

bool write_to(const char* path, const std::string& text) {
  const FileDescriptor file(::open(path, O_WRONLY | O_CLOEXEC));
  return file && ::write(file.number(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

/// One's own ids stay what they are, all others are nobody's.
bool keep_ids(uid_t user, gid_t group) {
  const auto itself = [](auto id) { return std::to_string(id) + " " + std::to_string(id) + " 1"; };
  return write_to("/proc/self/setgroups", "deny") && write_to("/proc/self/uid_map", itself(user)) &&
         write_to("/proc/self/gid_map", itself(group));
}

bool leave_network() {
  if (::unshare(CLONE_NEWNET) == 0) return true;
  const uid_t user = ::getuid();
  const gid_t group = ::getgid();
  return ::unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0 && keep_ids(user, group);
}

bool switch_loopback_on() {
  const FileDescriptor any(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  ifreq loopback{};
  std::memcpy(loopback.ifr_name, "lo", sizeof "lo");
  if (!any || ::ioctl(any.number(), SIOCGIFFLAGS, &loopback) != 0) return false;
  loopback.ifr_flags = static_cast<short>(loopback.ifr_flags | IFF_UP);
  return ::ioctl(any.number(), SIOCSIFFLAGS, &loopback) == 0;
}

/// A name that only one socket of the machine can have; no file is left behind, however its owner ends.
bool take_name(int socket) {
  constexpr std::string_view kName("\0parley-real-world", 18);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, kName.data(), kName.size());
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + kName.size());
  return ::bind(socket, reinterpret_cast<const sockaddr*>(&address), length) == 0;
}

}  // namespace

bool enter_private_network() {
  static const bool entered = leave_network() && switch_loopback_on();
  return entered;
}

Result<FileDescriptor> take_shared_loopback(Duration patience) {
  FileDescriptor holder(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!take_name(holder.number())) {
    if (std::chrono::steady_clock::now() >= end) {
      return Error{
          ErrorCode::kUnavailable,
          "another play has used this machine's loopback for too long: wait until it is over, or end it"};
    }
    std::this_thread::sleep_for(kBetweenTries);
  }
  return holder;
}

}  // namespace parley::sim::real
