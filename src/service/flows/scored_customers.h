#pragma once
/// A COMPLETED prediction's customers as the API shows them, read by ranges from two blobs: the
/// figures from the customers file, the cells from the result file.
#include <string>
#include <vector>

#include "base/json.h"
#include "engine/report/customers_file.h"
#include "service/flows/services.h"
#include "service/store/predictions.h"

namespace retainwise::flows {

class ScoredCustomers {
 public:
  /// kNotFound; kConflict "not_completed". `services` must outlive it.
  static Result<ScoredCustomers> open(Services& services, const TenantId& tenant,
                                      const PredictionId& id);

  const report::CustomersFile& file() const { return file_; }

  /// {row, id, customer_state, …, reasons, keeps, explanation, score_kind}; `row` < file().rows().
  Result<Json> listed(std::uint64_t row) const;
  /// The upload's cells of up to `count` rows from `first` on; fewer where they are long.
  Result<std::vector<std::vector<std::string>>> own_cells(std::uint64_t first,
                                                          std::uint64_t count) const;
  /// listed() with base_value, log_odds, all contributions and the upload's cells.
  Result<Json> whole(std::uint64_t row) const;

 private:
  /// What the two files say of one row.
  struct Row {
    std::uint64_t number = 0;
    std::vector<float> contributions;
    std::vector<std::string> cells;  ///< of its record in the result file
  };

  ScoredCustomers(Services& services, BlobKey result, report::CustomersFile file)
      : services_(&services), result_(std::move(result)), file_(std::move(file)) {}

  Result<Row> read(std::uint64_t row) const;
  Result<std::vector<std::string>> record(std::uint64_t offset, std::uint64_t length) const;
  Result<std::vector<std::string>> cells_of(std::string_view text, std::uint64_t offset) const;
  Result<std::vector<std::string>> header() const;
  Result<Json> figures(std::uint64_t row) const;
  Result<Json> described(const Row& row) const;
  /// In the contributions' order.
  static double sum_of(const Row& row, double base);
  Json contributions(const Row& row) const;
  /// The text of an input's cell; "" where the file has no such column.
  std::string value(const Row& row, std::size_t input) const;

  Services* services_;
  BlobKey result_;
  report::CustomersFile file_;
};

}  // namespace retainwise::flows
