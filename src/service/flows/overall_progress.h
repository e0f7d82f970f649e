#pragma once
/// From "this share of that stage" to "this share of all": one bar that never goes back.
#include <algorithm>
#include <array>
#include <string_view>

namespace retainwise::flows {

class OverallProgress {
 public:
  /// `done` in 0..1 of `stage`; an unknown stage leaves it where it is.
  double at(std::string_view stage, double done) {
    for (const Span& span : kSpans) {
      if (span.stage != stage) continue;
      const double place = span.from + (span.to - span.from) * std::clamp(done, 0.0, 1.0);
      furthest_ = std::max(furthest_, place);
    }
    return furthest_;
  }

 private:
  struct Span {
    std::string_view stage;
    double from, to;
  };
  /// Shares of the wall time of telco.csv (7,043 × 21, learn), rounded.
  static constexpr std::array<Span, 7> kSpans = {{{"fetching", 0.00, 0.02},
                                                  {"reading", 0.02, 0.06},
                                                  {"understanding", 0.06, 0.12},
                                                  {"learning", 0.12, 0.85},
                                                  {"scoring", 0.85, 0.93},
                                                  {"writing", 0.93, 0.98},
                                                  {"storing", 0.98, 1.00}}};
  double furthest_ = 0;
};

}  // namespace retainwise::flows
