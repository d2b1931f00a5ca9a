#include "sim/report/text_pool.hpp"

namespace parley::sim::report {

TextId TextPool::add(std::string_view bytes) {
  std::string kept(bytes.substr(0, kMaxKeptBytes));
  std::string key = kept;
  if (bytes.size() > kMaxKeptBytes) key += '\0' + std::to_string(bytes.size());
  const TextId next{static_cast<std::uint32_t>(texts_.size())};
  const auto [found, added] = numbers_.try_emplace(std::move(key), next);
  if (added) texts_.push_back({std::move(kept), bytes.size()});
  return found->second;
}

}  // namespace parley::sim::report
