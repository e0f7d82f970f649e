import type { FigureKey } from "@/shared/api/metrics";
import type { FigureForm } from "@/shared/ui/figure-value";

interface Words {
  name: string;
  form: FigureForm;
  about: string;
}

export const figureWords: Record<FigureKey, Words> = {
  roc_auc: {
    name: "AUC",
    form: "decimal",
    about: "How often a leaver is ranked above a stayer. 0.5 is chance, 1 is perfect.",
  },
  pr_auc: {
    name: "Average precision",
    form: "decimal",
    about: "Precision averaged over the whole list. Chance is the share of leavers.",
  },
  lift_at_10: {
    name: "Lift in the top 10%",
    form: "times",
    about: "Leavers in the riskiest tenth, against a tenth picked by chance.",
  },
  log_loss: {
    name: "Log-loss",
    form: "decimal",
    about: "How far the probabilities are from what happened. Lower is better.",
  },
  brier: {
    name: "Brier score",
    form: "decimal",
    about: "Mean squared distance of probability and outcome. Lower is better.",
  },
  precision: {
    name: "Right when high",
    form: "share",
    about: "Precision: of those put at high risk, the share who left.",
  },
  recall: {
    name: "Leavers found",
    form: "share",
    about: "Recall: of those who left, the share put at high risk.",
  },
  f1: { name: "F1", form: "decimal", about: "Precision and recall in one number." },
  accuracy: {
    name: "Accuracy",
    form: "share",
    about: "Rows on the right side of the threshold. Easily high where few leave.",
  },
};

export const thresholdWords: Record<string, string> = {
  best_f1_out_of_fold: "the one that best balances leavers found against false alarms",
  given: "as you set it",
  model: "as the model keeps it",
};
