#include "sim/explore/isolated_play.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/time.h>

#include <array>
#include <cstring>
#include <utility>

#include "sim/explore/limits.hpp"

namespace parley::sim::explore {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
constexpr bool kSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

/// A process that eats memory without end is a finding too, and must not take the machine with it. The shadow
/// memory of a sanitizer is larger than any machine.
process::ChildOptions child_options(std::vector<int> close_in_fork) {
  process::ChildOptions options;
  options.input = options.output = options.errors = process::Redirect::kPipe;
  options.memory_bytes = kSanitized ? 0 : limits::kWorkerBytes;
  options.close_in_fork = std::move(close_in_fork);
  return options;
}

/// The line of a dying program's stderr that says most.
std::string telling_line(const std::string& words) {
  for (const std::string_view sign : {"CHECK", "ERROR: ", "runtime error: ", "what():", "Assertion"}) {
    const std::size_t at = words.find(sign);
    if (at == words.npos) continue;
    const std::size_t begin = words.rfind('\n', at) + 1;  // npos + 1 is 0.
    return words.substr(begin, words.find('\n', at) - begin);
  }
  return words.substr(0, words.find('\n'));
}

std::string with_words(std::string what, const std::string& words) {
  const std::string line = telling_line(words);
  return line.empty() ? what : what + ": " + line;
}

/// All that the process writes to its parent, until its end.
std::string hear_out(IsolatedProcess& process) {
  std::string told;
  std::array<pollfd, 2> ends{{{process.output(), POLLIN, 0}, {process.errors(), POLLIN, 0}}};
  bool goes_on = true;
  while (goes_on) {
    poll(ends.data(), ends.size(), -1);
    if ((ends[1].revents & POLLIN) != 0) process.read_stderr();
    if ((ends[1].revents & (POLLHUP | POLLERR)) != 0) ends[1].fd = -1;
    if (ends[0].revents != 0) goes_on = process::read_some(process.output(), told);
    if (told.size() > limits::kReportBytes) process.kill();
  }
  return told;
}

}  // namespace

IsolatedProcess::IsolatedProcess(const std::function<void(Ends)>& body, std::vector<int> close_in_fork)
    : child_(
          [&body](Ends ends) {
            body(ends);
            return 0;
          },
          child_options(std::move(close_in_fork))) {
  fcntl(child_.errors(), F_SETFL, O_NONBLOCK);
}

void IsolatedProcess::read_stderr() {
  std::string heard;
  while (process::read_some(child_.errors(), heard) && heard.size() < limits::kStderrTailBytes) {
  }
  if (stderr_tail_.size() < limits::kStderrTailBytes) stderr_tail_ += heard;
}

ExitStatus IsolatedProcess::wait() {
  child_.close_input();
  const int code = child_.wait_for_end();
  read_stderr();
  if (code == 0) return {true, {}, {}};
  if (code > 0) return {false, "dies", with_words("exit code " + std::to_string(code), stderr_tail_)};
  if (code == -SIGPROF) return {false, "hangs", "the play did not come to an end"};
  return {false, "dies", with_words(std::string("signal ") + strsignal(-code), stderr_tail_)};
}

void bound_cpu_time(std::chrono::seconds bound) {
  itimerval timer{};
  timer.it_value.tv_sec = bound.count();
  setitimer(ITIMER_PROF, &timer, nullptr);
}

IsolatedPlay play_isolated(const std::function<PlayReport()>& play, std::chrono::seconds bound) {
  IsolatedProcess process([&](IsolatedProcess::Ends ends) {
    bound_cpu_time(bound);
    process::write_all(ends.out, to_line(play()));
  });
  const std::string told = hear_out(process);
  const ExitStatus ending = process.wait();
  IsolatedPlay result;
  if (auto report = play_report_from(told)) result.report = *std::move(report);
  if (!ending.in_order) {
    result.report.check = ending.check;
    result.report.what = ending.what;
  }
  result.stderr_tail = process.stderr_tail();
  return result;
}

}  // namespace parley::sim::explore
