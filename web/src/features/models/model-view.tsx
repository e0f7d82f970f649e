import type { ReactNode } from "react";
import { Link, useNavigate } from "react-router";

import { DefaultButton } from "@/features/models/default-button";
import { useModel } from "@/features/models/get-model";
import { ModelInputs } from "@/features/models/model-inputs";
import styles from "@/features/models/model-view.module.css";
import { RemoveModelButton } from "@/features/models/remove-model-button";
import { RenameButton } from "@/features/models/rename-button";
import { saveFile } from "@/shared/api/bring-file";
import { titleOf, type Model } from "@/shared/api/model";
import { asProblem } from "@/shared/api/problem";
import { bytes, counted, percent } from "@/shared/format/numbers";
import { moment } from "@/shared/format/time";
import { FigureValue } from "@/shared/ui/figure-value";
import { FileButton } from "@/shared/ui/file-button";
import { Loading } from "@/shared/ui/loading";
import { PageHeading } from "@/shared/ui/page-heading";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Section } from "@/shared/ui/section";

interface ModelViewProps {
  id: string;
  /// What stands below, once there is a model.
  children?: ReactNode;
}

/// One model: what it is, how good it was, what it reads.
export function ModelView({ id, children }: ModelViewProps) {
  const { data: model, error } = useModel(id);
  const navigate = useNavigate();
  if (!model) return error ? <NotShown error={error} /> : <Loading what="the model" lines={6} />;
  return (
    <>
      <PageHeading
        title={titleOf(model)}
        about={model.default ? "The default model" : undefined}
        actions={
          <Actions
            model={model}
            onRemoved={() => {
              void navigate("/models");
            }}
          />
        }
      />
      <div className={styles.sections}>
        <HowGood model={model} />
        <Facts model={model} />
        <ModelInputs inputs={model.inputs} />
      </div>
      {children}
    </>
  );
}

function Actions({ model, onRemoved }: { model: Model; onRemoved(): void }) {
  return (
    <>
      <RemoveModelButton model={model} onRemoved={onRemoved} />
      <RenameButton model={model} />
      <DefaultButton model={model} />
      <FileButton href={`/api/models/${encodeURIComponent(model.id)}/export`} bring={saveFile}>
        Download the model
      </FileButton>
    </>
  );
}

/// Measured where it was learned: later files have figures of their own only where they say who
/// left.
function HowGood({ model }: { model: Model }) {
  const { figures, verdict } = model;
  return (
    <Section
      title="How good it was"
      about={
        <>
          {verdict?.sentence ?? "Not enough to say."} Measured on rows that it had not seen, in the
          file that it was learned from.
        </>
      }
    >
      <dl className={styles.figures}>
        <FigureValue
          name="AUC"
          figure={model.roc_auc}
          form="decimal"
          about="How often a leaver is ranked above a stayer. 0.5 is chance, 1 is perfect."
        />
        <FigureValue
          name="Lift in the top 10%"
          figure={figures?.lift_at_10 ?? null}
          form="times"
          about="Leavers in the riskiest tenth, against a tenth picked by chance."
        />
        <FigureValue
          name="Log-loss"
          figure={figures?.log_loss ?? null}
          form="decimal"
          about="How far the probabilities are from what happened. Lower is better."
        />
      </dl>
    </Section>
  );
}

function Facts({ model }: { model: Model }) {
  const rows: [string, React.ReactNode][] = [
    ["Learned", moment(model.created_at)],
    ["From", <LearnedFrom key="from" model={model} />],
    ["Customers", model.trained_on_rows === null ? "–" : counted(model.trained_on_rows, "row")],
    ["Who has left", leftWords(model)],
    ["Share of leavers", model.base_rate === null ? "–" : percent(model.base_rate)],
    ["High risk from", model.threshold === null ? "–" : percent(model.threshold)],
    ["Made of", model.kind ?? "–"],
    ["Program", model.program_version === null ? "–" : `RetainWise ${model.program_version}`],
    ["File", bytes(model.file_size)],
  ];
  return (
    <Section
      title="What it is"
      about="A file that does not say who has left is scored with the default model where that fits, else with the one that fits best. A later version is made by every file with the same columns that says who has left."
    >
      <dl className={styles.facts}>
        {rows.map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function leftWords({ outcome_column: column, left_value: value }: Model): string {
  return column === null ? "–" : `${column} is ${value ?? ""}`;
}

function LearnedFrom({ model }: { model: Model }) {
  const { filename, prediction_id: id } = model;
  if (filename === null) return "a prediction that was deleted since";
  return <Link to={`/predictions/${id}`}>{filename}</Link>;
}

function NotShown({ error }: { error: Error }) {
  const problem = asProblem(error);
  if (problem.status !== 404) {
    return (
      <>
        <PageHeading title="The model could not be shown" />
        <ProblemNotice problem={problem} />
      </>
    );
  }
  return (
    <>
      <PageHeading title="There is no such model" />
      <p>
        It may have been deleted, or its address is mistyped.{" "}
        <Link to="/models">See all models</Link>
      </p>
    </>
  );
}
