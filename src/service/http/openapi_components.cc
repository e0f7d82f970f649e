#include "service/http/openapi_text.h"

namespace retainwise::http {

std::string_view openapi_components() {
  // clang-format off
  return R"json({
 "securitySchemes": {
  "bearer": {"type": "http", "scheme": "bearer", "description": "The owner key"},
  "session": {
   "type": "apiKey",
   "in": "cookie",
   "name": "retainwise_session_PORT",
   "description": "From POST /api/session"
  }
 },
 "schemas": {
  "Status": {"type": "string", "enum": ["QUEUED", "PROCESSING", "COMPLETED", "FAILED"]},
  "Options": {
   "type": "object",
   "description": "What the caller decides about a run; unknown keys are refused",
   "properties": {
    "outcome": {"type": "string"},
    "left_value": {"type": "string"},
    "roles": {
     "type": "object",
     "additionalProperties": {
      "type": "string",
      "enum": [
       "input",
       "outcome",
       "identifier",
       "leak",
       "constant",
       "text",
       "date",
       "value",
       "ignored"
      ]
     }
    },
    "id": {"type": "string"},
    "date": {"type": "string"},
    "value": {"type": "string"},
    "ignored": {"type": "array", "items": {"type": "string"}},
    "period": {"type": "string"},
    "as_of": {"type": "string", "format": "date"},
    "true_rate": {
     "type": "number",
     "exclusiveMinimum": 0,
     "exclusiveMaximum": 1
    },
    "model": {"type": "string"},
    "threshold": {
     "type": "number",
     "exclusiveMinimum": 0,
     "exclusiveMaximum": 1
    },
    "seed": {"type": "integer", "minimum": 0},
    "delimiter": {"type": "string"},
    "encoding": {"type": "string"},
    "decimal": {"type": "string"},
    "date_order": {"type": "string"},
    "header": {},
    "keep_rows": {"type": "array", "items": {"type": "integer"}}
   }
  },
  "Accepted": {
   "type": "object",
   "required": [
    "success",
    "message",
    "upload_id",
    "object_key",
    "filename",
    "file_size",
    "prediction_id",
    "prediction_status"
   ],
   "additionalProperties": false,
   "properties": {
    "success": {"const": true},
    "message": {"type": "string"},
    "upload_id": {"type": "integer"},
    "object_key": {"type": "string"},
    "filename": {"type": "string"},
    "file_size": {"type": "integer"},
    "prediction_id": {"type": "string", "format": "uuid"},
    "prediction_status": {"$ref": "#/components/schemas/Status"}
   }
  },
  "Prediction": {
   "type": "object",
   "required": [
    "id",
    "upload_id",
    "filename",
    "status",
    "stage",
    "progress",
    "rows_processed",
    "mode",
    "created_at",
    "updated_at",
    "has_output",
    "error_message"
   ],
   "additionalProperties": false,
   "properties": {
    "id": {"type": "string", "format": "uuid"},
    "upload_id": {"type": "integer"},
    "filename": {"type": "string"},
    "status": {"$ref": "#/components/schemas/Status"},
    "stage": {"type": ["string", "null"]},
    "progress": {"type": "number", "minimum": 0, "maximum": 1},
    "rows_processed": {"type": "integer"},
    "mode": {
     "type": ["string", "null"],
     "enum": ["learn", "score", "starter", null]
    },
    "created_at": {"type": "string", "format": "date-time"},
    "updated_at": {"type": "string", "format": "date-time"},
    "has_output": {"type": "boolean"},
    "error_message": {"type": ["string", "null"]}
   }
  },
  "WholePrediction": {
   "type": "object",
   "required": [
    "id",
    "upload_id",
    "filename",
    "status",
    "stage",
    "progress",
    "rows_processed",
    "mode",
    "created_at",
    "updated_at",
    "has_output",
    "error_message",
    "metrics_json",
    "options",
    "errors",
    "model_id",
    "started_at",
    "finished_at",
    "result_sha256",
    "failures",
    "deaths",
    "losses"
   ],
   "additionalProperties": false,
   "properties": {
    "id": {"type": "string", "format": "uuid"},
    "upload_id": {"type": "integer"},
    "filename": {"type": "string"},
    "status": {"$ref": "#/components/schemas/Status"},
    "stage": {"type": ["string", "null"]},
    "progress": {"type": "number", "minimum": 0, "maximum": 1},
    "rows_processed": {"type": "integer"},
    "mode": {
     "type": ["string", "null"],
     "enum": ["learn", "score", "starter", null]
    },
    "created_at": {"type": "string", "format": "date-time"},
    "updated_at": {"type": "string", "format": "date-time"},
    "has_output": {"type": "boolean"},
    "error_message": {"type": ["string", "null"]},
    "metrics_json": {
     "type": ["object", "null"],
     "description": "docs/formats/metrics.md"
    },
    "options": {"$ref": "#/components/schemas/Options"},
    "errors": {
     "type": "array",
     "items": {
      "$ref": "#/components/schemas/FileIssue"
     }
    },
    "model_id": {"type": ["string", "null"]},
    "started_at": {
     "type": ["string", "null"],
     "format": "date-time"
    },
    "finished_at": {
     "type": ["string", "null"],
     "format": "date-time"
    },
    "result_sha256": {"type": ["string", "null"]},
    "failures": {"type": "integer"},
    "deaths": {"type": "integer"},
    "losses": {"type": "integer"}
   }
  },
  "OnePrediction": {
   "type": "object",
   "required": ["success", "prediction"],
   "additionalProperties": false,
   "properties": {
    "success": {"const": true},
    "prediction": {
     "$ref": "#/components/schemas/WholePrediction"
    }
   }
  },
  "PredictionPage": {
   "type": "object",
   "required": ["success", "predictions", "count", "next_cursor"],
   "additionalProperties": false,
   "properties": {
    "success": {"const": true},
    "predictions": {
     "type": "array",
     "items": {
      "$ref": "#/components/schemas/Prediction"
     }
    },
    "count": {"type": "integer"},
    "next_cursor": {"type": ["string", "null"]}
   }
  },
  "Upload": {
   "type": "object",
   "required": [
    "id",
    "filename",
    "file_size",
    "sha256",
    "object_key",
    "created_at"
   ],
   "additionalProperties": false,
   "properties": {
    "id": {"type": "integer"},
    "filename": {"type": "string"},
    "file_size": {"type": "integer"},
    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "object_key": {"type": "string"},
    "created_at": {"type": "string", "format": "date-time"}
   }
  },
  "OneUpload": {
   "type": "object",
   "required": ["success", "upload"],
   "additionalProperties": false,
   "properties": {
    "success": {"const": true},
    "upload": {"$ref": "#/components/schemas/Upload"}
   }
  },
  "UploadPage": {
   "type": "object",
   "required": ["success", "uploads", "count", "next_cursor"],
   "additionalProperties": false,
   "properties": {
    "success": {"const": true},
    "uploads": {
     "type": "array",
     "items": {"$ref": "#/components/schemas/Upload"}
    },
    "count": {"type": "integer"},
    "next_cursor": {"type": ["string", "null"]}
   }
  },
  "Reason": {
   "type": "object",
   "required": ["column", "value", "factor"],
   "additionalProperties": true,
   "properties": {
    "column": {"type": "string"},
    "value": {"type": ["string", "null"]},
    "factor": {"type": "number"}
   }
  },
  "Customer": {
   "type": "object",
   "required": [
    "row",
    "id",
    "customer_state",
    "churn_probability",
    "risk_level",
    "risk_rank",
    "reasons",
    "explanation"
   ],
   "properties": {
    "row": {"type": "integer"},
    "id": {"type": ["string", "null"]},
    "customer_state": {
     "type": "string",
     "enum": ["active", "left", "unknown"]
    },
    "churn_probability": {
     "type": ["number", "null"],
     "minimum": 0,
     "maximum": 1
    },
    "retention_probability": {
     "type": ["number", "null"],
     "minimum": 0,
     "maximum": 1
    },
    "risk_level": {
     "type": ["string", "null"],
     "enum": ["high", "medium", "low", null]
    },
    "risk_rank": {"type": ["integer", "null"]},
    "risk_points": {"type": ["number", "null"]},
    "reasons": {
     "type": "array",
     "items": {"$ref": "#/components/schemas/Reason"}
    },
    "keeps": {
     "type": "array",
     "items": {"$ref": "#/components/schemas/Reason"}
    },
    "explanation": {"type": "string"},
    "score_kind": {
     "type": "string",
     "enum": ["out_of_fold", "model", "starter"]
    }
   }
  },
  "CustomerPage": {
   "type": "object",
   "required": ["success", "customers", "count", "next_cursor"],
   "additionalProperties": false,
   "properties": {
    "success": {"const": true},
    "customers": {
     "type": "array",
     "items": {
      "$ref": "#/components/schemas/Customer"
     }
    },
    "count": {"type": "integer", "description": "All that match"},
    "next_cursor": {"type": ["string", "null"]}
   }
  },
  "OneCustomer": {
   "type": "object",
   "required": ["success", "customer"],
   "additionalProperties": false,
   "properties": {
    "success": {"const": true},
    "customer": {
     "allOf": [
      {"$ref": "#/components/schemas/Customer"},
      {
       "type": "object",
       "required": [
        "base_value",
        "log_odds",
        "contributions",
        "cells"
       ],
       "properties": {
        "base_value": {
         "type": [
          "number",
          "null"
         ]
        },
        "log_odds": {
         "type": [
          "number",
          "null"
         ]
        },
        "contributions": {
         "type": "array",
         "items": {
          "type": "object",
          "required": [
           "column",
           "value",
           "log_odds",
           "factor"
          ],
          "properties": {
           "column": {
            "type": "string"
           },
           "value": {
            "type": [
             "string",
             "null"
            ]
           },
           "log_odds": {
            "type": "number"
           },
           "factor": {
            "type": "number"
           }
          }
         }
        },
        "cells": {
         "type": "array",
         "items": {
          "type": "object",
          "required": [
           "column",
           "value"
          ],
          "properties": {
           "column": {
            "type": "string"
           },
           "value": {
            "type": [
             "string",
             "null"
            ]
           }
          }
         }
        }
       }
      }
     ]
    }
   }
  },
  "DownloadLink": {
   "type": "object",
   "required": ["success", "download_url", "expires_in"],
   "additionalProperties": false,
   "properties": {
    "success": {"const": true},
    "download_url": {"type": "string", "format": "uri"},
    "expires_in": {"type": "integer", "maximum": 300}
   }
  },
  "SamplePage": {
   "type": "object",
   "required": ["success", "samples", "count"],
   "additionalProperties": false,
   "properties": {
    "success": {"const": true},
    "samples": {
     "type": "array",
     "items": {
      "type": "object",
      "required": ["name", "file_size", "url"],
      "additionalProperties": false,
      "properties": {
       "name": {"type": "string"},
       "file_size": {"type": "integer"},
       "url": {"type": "string"}
      }
     }
    },
    "count": {"type": "integer"}
   }
  },
  "Me": {
   "type": "object",
   "required": ["success", "user", "tenant", "limits", "demo_mode"],
   "additionalProperties": false,
   "properties": {
    "success": {"const": true},
    "user": {
     "type": "object",
     "required": ["id", "email", "role", "identity"],
     "additionalProperties": false,
     "properties": {
      "id": {"type": "integer"},
      "email": {"type": ["string", "null"]},
      "role": {
       "type": "string",
       "enum": ["viewer", "member", "owner"]
      },
      "identity": {
       "type": "string",
       "enum": ["local", "clerk", "oidc"]
      }
     }
    },
    "tenant": {
     "type": "object",
     "required": ["id"],
     "additionalProperties": false,
     "properties": {"id": {"type": "string", "format": "uuid"}}
    },
    "limits": {
     "type": "object",
     "required": ["max_upload_bytes"],
     "additionalProperties": false,
     "properties": {"max_upload_bytes": {"type": "integer"}}
    },
    "demo_mode": {"type": "boolean"}
   }
  },
  "Success": {
   "type": "object",
   "required": ["success"],
   "additionalProperties": false,
   "properties": {"success": {"const": true}}
  },
  "Health": {
   "type": "object",
   "required": ["status"],
   "additionalProperties": false,
   "properties": {"status": {"const": "ok"}}
  },
  "Check": {
   "type": "object",
   "required": ["ok"],
   "additionalProperties": false,
   "properties": {"ok": {"type": "boolean"}, "message": {"type": "string"}}
  },
  "Ready": {
   "type": "object",
   "required": ["status", "checks"],
   "additionalProperties": false,
   "properties": {
    "status": {"type": "string", "enum": ["ready", "not_ready"]},
    "checks": {
     "type": "object",
     "required": ["database", "migrations", "blobs", "queue"],
     "additionalProperties": false,
     "properties": {
      "database": {
       "$ref": "#/components/schemas/Check"
      },
      "migrations": {
       "$ref": "#/components/schemas/Check"
      },
      "blobs": {
       "$ref": "#/components/schemas/Check"
      },
      "queue": {
       "$ref": "#/components/schemas/Check"
      }
     }
    }
   }
  },
  "Version": {
   "type": "object",
   "required": ["name", "version", "commit"],
   "additionalProperties": false,
   "properties": {
    "name": {"const": "retainwise"},
    "version": {"type": "string"},
    "commit": {"type": ["string", "null"]}
   }
  },
  "FileIssue": {
   "type": "object",
   "required": ["code", "message", "hint"],
   "additionalProperties": false,
   "properties": {
    "code": {"type": "string"},
    "message": {"type": "string"},
    "row": {"type": ["integer", "null"]},
    "column": {"type": ["string", "null"]},
    "text": {"type": ["string", "null"]},
    "hint": {"type": "string"}
   }
  },
  "Problem": {
   "type": "object",
   "description": "RFC 9457",
   "required": ["type", "title", "status", "detail", "code", "request_id"],
   "additionalProperties": false,
   "properties": {
    "type": {"type": "string"},
    "title": {"type": "string"},
    "status": {"type": "integer"},
    "detail": {"type": "string"},
    "code": {"type": "string"},
    "hint": {"type": "string"},
    "request_id": {"type": "string"},
    "errors": {
     "type": "array",
     "items": {"$ref": "#/components/schemas/FileIssue"}
    }
   }
  }
 },
 "responses": {
  "Problem": {
   "description": "The request cannot be served; the body says why",
   "content": {
    "application/problem+json": {
     "schema": {
      "$ref": "#/components/schemas/Problem"
     }
    }
   }
  },
  "BadRequest": {
   "description": "The file, the form, the query or the cursor cannot be read",
   "content": {
    "application/problem+json": {
     "schema": {
      "$ref": "#/components/schemas/Problem"
     }
    }
   }
  },
  "Unauthorized": {
   "description": "No valid key or session",
   "headers": {"WWW-Authenticate": {"schema": {"type": "string"}}},
   "content": {
    "application/problem+json": {
     "schema": {
      "$ref": "#/components/schemas/Problem"
     }
    }
   }
  },
  "Forbidden": {
   "description": "The caller may not",
   "content": {
    "application/problem+json": {
     "schema": {
      "$ref": "#/components/schemas/Problem"
     }
    }
   }
  },
  "NotFound": {
   "description": "No such thing, or not theirs",
   "content": {
    "application/problem+json": {
     "schema": {
      "$ref": "#/components/schemas/Problem"
     }
    }
   }
  },
  "Conflict": {
   "description": "The thing is in another state than this needs",
   "content": {
    "application/problem+json": {
     "schema": {
      "$ref": "#/components/schemas/Problem"
     }
    }
   }
  },
  "TooMany": {
   "description": "Too many at a time",
   "headers": {"Retry-After": {"schema": {"type": "integer"}}},
   "content": {
    "application/problem+json": {
     "schema": {
      "$ref": "#/components/schemas/Problem"
     }
    }
   }
  },
  "Unavailable": {
   "description": "Try again later; nothing was changed",
   "headers": {"Retry-After": {"schema": {"type": "integer"}}},
   "content": {
    "application/problem+json": {
     "schema": {
      "$ref": "#/components/schemas/Problem"
     }
    }
   }
  }
 },
 "parameters": {
  "PredictionId": {
   "name": "id",
   "in": "path",
   "required": true,
   "schema": {"type": "string", "format": "uuid"}
  },
  "UploadId": {
   "name": "id",
   "in": "path",
   "required": true,
   "schema": {"type": "integer", "minimum": 1}
  },
  "limit": {
   "name": "limit",
   "in": "query",
   "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}
  },
  "cursor": {
   "name": "cursor",
   "in": "query",
   "description": "next_cursor of the page before",
   "schema": {"type": "string"}
  },
  "IdempotencyKey": {
   "name": "Idempotency-Key",
   "in": "header",
   "schema": {"type": "string", "maxLength": 255}
  },
  "Prefer": {
   "name": "Prefer",
   "in": "header",
   "description": "wait=N: answer when the prediction has ended or after N (≤ 60) seconds",
   "schema": {"type": "string"}
  }
 }
})json";
  // clang-format on
}

}  // namespace retainwise::http
