#include "engine/roles/words.h"

#include <gtest/gtest.h>

namespace retainwise::roles {
namespace {

TEST(Meaning, IsKnownInManyLanguages) {
  for (const char* word : {"Yes",
                           "VRAI",
                           "True.",
                           "Oui",
                           "Ja",
                           "Sí",
                           "Sim",
                           "Tak",
                           "Kyllä",
                           "Vero",
                           "Waar",
                           "gekündigt",
                           "résilié",
                           "Odszedł",
                           "poistunut",
                           "Churned",
                           "Attrited Customer",
                           "cancelado",
                           "disdetto",
                           "opgezegd",
                           "LEAVE",
                           "Dropout",
                           "Voluntarily Terminated",
                           "Terminated for Cause",
                           "already cancelled",
                           "former customer"})
    EXPECT_EQ(meaning_of(word), Says::kLeft) << word;
  for (const char* word :
       {"No",      "FAUX",    "False.",  "Non",         "Nein",   "Não",     "Nie",
        "Ei",      "Falso",   "Onwaar",  "aktiv",       "fidèle", "vigente", "Existing Customer",
        "stayed",  "pysynyt", "rimasto", "not churned", "Nee",    "STAY",    "laufend",
        "Employed"})
    EXPECT_EQ(meaning_of(word), Says::kStayed) << word;
  for (const char* word : {"Joined", "new", "Trial", "pending", "neu", "prueba", "nouveau"})
    EXPECT_EQ(meaning_of(word), Says::kUnknown) << word;
  for (const char* word : {"Male", "DSL", "2", "maybe so", "Fiber optic", ""})
    EXPECT_EQ(meaning_of(word), Says::kOther) << word;
}

TEST(OutcomeName, IsStrongForLeavingInManyLanguages) {
  for (const char* name :
       {"Churn",     "Churn?",    "Attrition_Flag", "Exited",     "customer_churned",
        "baja",      "Kündigung", "résiliation",    "disdetta",   "abandono",
        "Fuga",      "rotación",  "opzegging",      "Rezygnacja", "asiakaspoistuma",
        "Cancelled", "has_left",  "Termd",          "deserción",  "Austritt",
        "odpływ",    "LEAVE"})
    EXPECT_EQ(outcome_strength(name), 4) << name;
  EXPECT_EQ(outcome_strength("Customerstatus"), 3);
  EXPECT_EQ(outcome_strength("account_status"), 3);
  EXPECT_EQ(outcome_strength("Subscribed"), 2);
  EXPECT_EQ(outcome_strength("is_subscriber"), 2);
  EXPECT_EQ(outcome_strength("target"), 1);
  EXPECT_EQ(outcome_strength("turnover"), 1);
}

TEST(OutcomeName, MayBeAScoreButNoFormerOne) {
  EXPECT_TRUE(is_leaving_score_name("churn_risk_score"));
  EXPECT_TRUE(is_leaving_score_name("ChurnScore"));
  EXPECT_FALSE(is_leaving_score_name("previous_churn_score"));
  EXPECT_FALSE(is_leaving_score_name("credit_score"));
  EXPECT_FALSE(is_leaving_score_name("churn"));
}

TEST(OutcomeName, IsNoneBesideWordsThatSpeakAboutLeavingOnly) {
  for (const char* name : {"Churn Reason", "Churncategory", "churn_score", "cancel_date",
                           "churn_rate", "exit_count", "churn_risk", "tenure", "previous_churn"})
    EXPECT_EQ(outcome_strength(name), 0) << name;
}

TEST(LeakName, IsSomethingOnlyALeaverHas) {
  for (const char* name : {"Churn Reason", "Churncategory", "ChurnScore", "cancellation_date",
                           "Kündigungsdatum", "closed_date", "end_date", "DateofTermination",
                           "Totalrefunds", "Churn Label", "churned_at"})
    EXPECT_TRUE(is_leak_name(name)) << name;
  for (const char* name : {"tenure", "Contract", "last_update", "Total day charge", "signup_date",
                           "weekend_days", "birth_date", "Account length"})
    EXPECT_FALSE(is_leak_name(name)) << name;
}

TEST(IdName, TellsCustomersFromPlansAndPeople) {
  EXPECT_EQ(id_name("customerID"), IdName::kCustomer);
  EXPECT_EQ(id_name("Customerid"), IdName::kCustomer);
  EXPECT_EQ(id_name("Kundennummer"), IdName::kCustomer);
  EXPECT_EQ(id_name("plan_id"), IdName::kAny);
  EXPECT_EQ(id_name("Surname"), IdName::kPerson);
  EXPECT_EQ(id_name("Phone"), IdName::kPerson);
  for (const char* name : {"PhoneService", "tenure", "NumberOfAddress", "paid", "Width"})
    EXPECT_EQ(id_name(name), IdName::kNo) << name;
}

TEST(OwnResultName, IsKnownWithACopyNumberToo) {
  EXPECT_TRUE(is_own_result_name("churn_probability"));
  EXPECT_TRUE(is_own_result_name("risk_level_2"));
  EXPECT_TRUE(is_own_result_name("reason_1_2"));
  EXPECT_FALSE(is_own_result_name("churn"));
  EXPECT_FALSE(is_own_result_name("reason_4"));
}

}  // namespace
}  // namespace retainwise::roles
