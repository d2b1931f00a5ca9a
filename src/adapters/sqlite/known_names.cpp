#include "adapters/sqlite/known_names.hpp"

namespace parley::adapters {

void KnownNames::add(const UserName& name) {
  if (gave_up_) return;
  numbers_.insert(hash_of(name));
  if (numbers_.size() > most_) give_up();
}

void KnownNames::give_up() {
  gave_up_ = true;
  std::unordered_set<std::uint64_t>().swap(numbers_);
}

}  // namespace parley::adapters
