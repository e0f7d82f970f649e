#include "engine/csv/rejoining.h"

#include <algorithm>

#include "base/text.h"

namespace retainwise::csv {
namespace {

/// The cheapest way from one place of the row to its end.
struct Plan {
  std::int64_t cost = kNoFit;
  int ways = 0;            ///< 2: two or more as cheap as that
  std::size_t joined = 0;  ///< tokens joined to the first one
  bool left_out = false;   ///< the first token is left out instead

  void offer(const Plan& other) {
    if (other.cost >= kNoFit || other.cost > cost) return;
    const int same = other.cost == cost ? ways : 0;
    *this = other;
    ways = std::min(2, same + other.ways);
  }
};

class Rejoining {
 public:
  Rejoining(const std::vector<Token>& tokens, const RowShape& shape, char delimiter)
      : tokens_(tokens),
        shape_(shape),
        delimiter_(delimiter),
        extra_(tokens.size() - shape.width()),
        plans_((shape.width() + 1) * (extra_ + 1) * 2) {}

  std::optional<std::vector<std::string>> best() {
    for (std::size_t column = shape_.width() + 1; column-- > 0;) {
      for (std::size_t used = extra_ + 1; used-- > 0;) {
        find(column, used, false);
        find(column, used, true);
      }
    }
    if (at(0, 0, false).ways != 1) return std::nullopt;
    return row();
  }

 private:
  /// `behind_empty`: an empty token was taken as a cell right before. Of several empty tokens in a
  /// row the first ones are left out, so that one result is one way.
  Plan& at(std::size_t column, std::size_t used, bool behind_empty) {
    return plans_[(column * (extra_ + 1) + used) * 2 + (behind_empty ? 1 : 0)];
  }

  bool is_empty(std::size_t token) const {
    return !tokens_[token].quoted && trim(tokens_[token].text).empty();
  }

  void find(std::size_t column, std::size_t used, bool behind_empty) {
    Plan& here = at(column, used, behind_empty);
    const std::size_t token = column + used;
    if (column == shape_.width() && used == extra_) {
      here = {0, 1, 0, false};
      return;
    }
    if (used < extra_ && token < tokens_.size() && is_empty(token) && !behind_empty) {
      Plan plan = at(column, used + 1, false);
      here.offer({plan.cost + 1, plan.ways, 0, true});
    }
    if (column < shape_.width()) find_joins(column, used, here);
  }

  void find_joins(std::size_t column, std::size_t used, Plan& here) {
    const std::size_t token = column + used;
    std::string cell;
    std::int64_t joins = 0;
    for (std::size_t joined = 0; used + joined <= extra_; ++joined) {
      const Token& next = tokens_[token + joined];
      if (joined > 0 && (next.quoted || tokens_[token].quoted)) return;
      if (joined > 0) cell += delimiter_;
      cell += next.text;
      // "12 Main St, Hull": what was one cell goes on with a blank.
      if (joined > 0) joins += delimiter_ == ' ' || starts_with(next.text, " ") ? 1 : 2;
      const bool empty = joined == 0 && is_empty(token);
      const Plan& behind = at(column + 1, used + joined, empty);
      if (behind.cost >= kNoFit) continue;
      here.offer({behind.cost + joins + shape_.cost(column, cell), behind.ways, joined, false});
    }
  }

  std::vector<std::string> row() {
    std::vector<std::string> cells;
    std::size_t used = 0;
    bool behind_empty = false;
    while (cells.size() < shape_.width()) {
      const Plan& plan = at(cells.size(), used, behind_empty);
      const std::size_t token = cells.size() + used;
      if (plan.left_out) {
        ++used;
        behind_empty = false;
        continue;
      }
      behind_empty = plan.joined == 0 && is_empty(token);
      std::string cell = tokens_[token].text;
      for (std::size_t i = 1; i <= plan.joined; ++i) cell += delimiter_ + tokens_[token + i].text;
      used += plan.joined;
      cells.push_back(std::move(cell));
    }
    return cells;
  }

  const std::vector<Token>& tokens_;
  const RowShape& shape_;
  char delimiter_;
  std::size_t extra_;
  std::vector<Plan> plans_;
};

}  // namespace

std::optional<std::vector<std::string>> rejoined(const std::vector<Token>& tokens,
                                                 const RowShape& shape, char delimiter) {
  if (tokens.size() < shape.width()) return std::nullopt;
  return Rejoining(tokens, shape, delimiter).best();
}

}  // namespace retainwise::csv
