#include "sim/programs/memory_tapes.hpp"

namespace parley::sim {
namespace {

class Memory final : public WrittenTapes::Medium {
 public:
  explicit Memory(std::string& bytes) : bytes_(bytes) {}
  bool offer(std::string bytes) override {
    bytes_ += bytes;
    return true;
  }

 private:
  std::string& bytes_;
};

}  // namespace

std::unique_ptr<WrittenTapes::Medium> MemoryTapes::next_medium(const std::string& name) {
  tapes_.push_back({name, ++starts_[name], {}});
  return std::make_unique<Memory>(tapes_.back().bytes);
}

}  // namespace parley::sim
