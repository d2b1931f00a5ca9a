#include "sim/check/coverage_marks.hpp"

namespace parley::sim::check {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(CoverageMark::kLateLineShown) + 1> kNames = {
    "a host left the room to others",
    "a host timed out with others in the room",
    "a host's connection was lost with others in the room",
    "a room was emptied",
    "a room was gone when somebody joined it",
    "a room was made whose name is taken",
    "a room's maker announced a port that another room has",
    "a member took up the place held for him",
    "a place was held in vain",
    "the registry restarted with members in rooms",
    "the registry went down with a request open",
    "a sign-up was made and its answer lost",
    "a session timed out",
    "a session ended with a request open",
    "a login met its user online",
    "a session of the user ended while a login waited",
    "a secret was wrong",
    "a name was taken",
    "two signed up with one name at once",
    "the store failed a request",
    "a request waited behind another",
    "the registry stood still for longer than the time-out",
    "a peer came back by itself",
    "a peer gave up",
    "people talked while the registry was away",
    "a line was lost on its way",
    "a line came twice",
    "lines overtook each other",
    "a room moved to another port",
    "a line came after its writer had left",
};

}  // namespace

std::vector<MarkCount> CoverageMarks::all() const {
  std::vector<MarkCount> marks;
  for (std::size_t i = 0; i < kNames.size(); ++i) marks.emplace_back(kNames[i], counts_[i]);
  return marks;
}

}  // namespace parley::sim::check
