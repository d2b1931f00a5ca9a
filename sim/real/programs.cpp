#include "sim/real/programs.hpp"

#include <unistd.h>

#include <system_error>

namespace parley::sim::real {

Result<Programs> Programs::find(std::filesystem::path folder) {
  std::error_code ignored;
  if (folder.empty()) folder = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
  folder = std::filesystem::absolute(folder, ignored);
  const Programs programs{folder / "parley-registry", folder / "parley-peer"};
  for (const auto& program : {programs.registry, programs.peer}) {
    if (::access(program.c_str(), X_OK) == 0) continue;
    return Error{ErrorCode::kUnavailable,
                 "there is no program " + program.string() + "; --programs names the folder of both"};
  }
  return programs;
}

std::vector<std::string> recording_flags(scenario::TapeFolder* tapes, std::string_view node) {
  if (tapes == nullptr) return {};
  return {"--record", tapes->next(node).string()};
}

}  // namespace parley::sim::real
