#include "service/http/openapi_text.h"

namespace retainwise::http {

std::string_view openapi_paths() {
  // clang-format off
  return R"json({
 "/api/csv": {
  "post": {
   "operationId": "uploadCsv",
   "summary": "Upload a customer file and queue its prediction",
   "parameters": [
    {"$ref": "#/components/parameters/IdempotencyKey"},
    {"$ref": "#/components/parameters/Prefer"}
   ],
   "requestBody": {
    "required": true,
    "content": {
     "multipart/form-data": {
      "schema": {
       "type": "object",
       "required": ["file"],
       "properties": {
        "file": {
         "type": "string",
         "format": "binary",
         "description": "CSV or TSV"
        },
        "options": {
         "$ref": "#/components/schemas/Options"
        },
        "user_id": {
         "type": "string",
         "description": "If given it must be the caller"
        }
       }
      },
      "encoding": {
       "options": {
        "contentType": "application/json"
       }
      }
     }
    }
   },
   "responses": {
    "201": {
     "description": "Stored and queued; the same answer again for a repeated Idempotency-Key",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/Accepted"
       }
      }
     },
     "headers": {
      "Location": {"schema": {"type": "string"}},
      "Idempotency-Replayed": {
       "schema": {"type": "string"}
      },
      "Preference-Applied": {"schema": {"type": "string"}}
     }
    },
    "400": {"$ref": "#/components/responses/BadRequest"},
    "401": {"$ref": "#/components/responses/Unauthorized"},
    "403": {"$ref": "#/components/responses/Forbidden"},
    "408": {"$ref": "#/components/responses/Problem"},
    "409": {"$ref": "#/components/responses/Conflict"},
    "413": {"$ref": "#/components/responses/Problem"},
    "415": {"$ref": "#/components/responses/Problem"},
    "417": {"$ref": "#/components/responses/Problem"},
    "421": {"$ref": "#/components/responses/Problem"},
    "422": {"$ref": "#/components/responses/Problem"},
    "429": {"$ref": "#/components/responses/TooMany"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {"$ref": "#/components/responses/Unavailable"},
    "507": {"$ref": "#/components/responses/Problem"}
   }
  }
 },
 "/api/uploads": {
  "get": {
   "operationId": "listUploads",
   "summary": "The tenant's uploads, newest first",
   "parameters": [
    {"$ref": "#/components/parameters/limit"},
    {"$ref": "#/components/parameters/cursor"}
   ],
   "responses": {
    "200": {
     "description": "One page",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/UploadPage"
       }
      }
     }
    },
    "400": {"$ref": "#/components/responses/BadRequest"},
    "401": {"$ref": "#/components/responses/Unauthorized"},
    "403": {"$ref": "#/components/responses/Forbidden"},
    "421": {"$ref": "#/components/responses/Problem"},
    "422": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {"$ref": "#/components/responses/Unavailable"}
   }
  }
 },
 "/api/uploads/{id}": {
  "parameters": [{"$ref": "#/components/parameters/UploadId"}],
  "get": {
   "operationId": "getUpload",
   "summary": "One upload",
   "responses": {
    "200": {
     "description": "The upload",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/OneUpload"
       }
      }
     }
    },
    "400": {"$ref": "#/components/responses/BadRequest"},
    "401": {"$ref": "#/components/responses/Unauthorized"},
    "403": {"$ref": "#/components/responses/Forbidden"},
    "404": {"$ref": "#/components/responses/NotFound"},
    "421": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {"$ref": "#/components/responses/Unavailable"}
   }
  },
  "delete": {
   "operationId": "deleteUpload",
   "summary": "Remove an upload with its predictions and files",
   "responses": {
    "204": {"description": "Removed"},
    "400": {"$ref": "#/components/responses/BadRequest"},
    "401": {"$ref": "#/components/responses/Unauthorized"},
    "403": {"$ref": "#/components/responses/Forbidden"},
    "404": {"$ref": "#/components/responses/NotFound"},
    "409": {"$ref": "#/components/responses/Conflict"},
    "421": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {"$ref": "#/components/responses/Unavailable"}
   }
  }
 },
 "/api/predictions": {
  "get": {
   "operationId": "listPredictions",
   "summary": "The tenant's predictions, newest first",
   "parameters": [
    {"$ref": "#/components/parameters/limit"},
    {"$ref": "#/components/parameters/cursor"},
    {
     "name": "status",
     "in": "query",
     "schema": {"$ref": "#/components/schemas/Status"}
    },
    {
     "name": "q",
     "in": "query",
     "description": "Part of the file name, any case",
     "schema": {"type": "string"}
    }
   ],
   "responses": {
    "200": {
     "description": "One page",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/PredictionPage"
       }
      }
     }
    },
    "400": {"$ref": "#/components/responses/BadRequest"},
    "401": {"$ref": "#/components/responses/Unauthorized"},
    "403": {"$ref": "#/components/responses/Forbidden"},
    "421": {"$ref": "#/components/responses/Problem"},
    "422": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {"$ref": "#/components/responses/Unavailable"}
   }
  },
  "post": {
   "operationId": "runAgain",
   "summary": "Run an upload again with other options",
   "requestBody": {
    "required": true,
    "content": {
     "application/json": {
      "schema": {
       "type": "object",
       "required": [
        "upload_id"
       ],
       "additionalProperties": false,
       "properties": {
        "upload_id": {
         "type": "integer"
        },
        "options": {
         "$ref": "#/components/schemas/Options"
        }
       }
      }
     }
    }
   },
   "responses": {
    "201": {
     "description": "Queued",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/OnePrediction"
       }
      }
     }
    },
    "400": {"$ref": "#/components/responses/BadRequest"},
    "401": {"$ref": "#/components/responses/Unauthorized"},
    "403": {"$ref": "#/components/responses/Forbidden"},
    "404": {"$ref": "#/components/responses/NotFound"},
    "413": {"$ref": "#/components/responses/Problem"},
    "415": {"$ref": "#/components/responses/Problem"},
    "421": {"$ref": "#/components/responses/Problem"},
    "422": {"$ref": "#/components/responses/Problem"},
    "429": {"$ref": "#/components/responses/TooMany"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {"$ref": "#/components/responses/Unavailable"}
   }
  }
 },
 "/api/predictions/events": {
  "get": {
   "operationId": "predictionEvents",
   "summary": "Server-sent events of the tenant's predictions",
   "parameters": [
    {
     "name": "Last-Event-ID",
     "in": "header",
     "description": "Go on after this number",
     "schema": {"type": "string"}
    }
   ],
   "responses": {
    "200": {
     "description": "Events `prediction` (data: a Prediction list item) and `deleted` (data: {id}); `id` is the number for Last-Event-ID; a comment every 15 s",
     "content": {
      "text/event-stream": {
       "schema": {
        "type": "string"
       }
      }
     }
    },
    "400": {"$ref": "#/components/responses/BadRequest"},
    "401": {"$ref": "#/components/responses/Unauthorized"},
    "403": {"$ref": "#/components/responses/Forbidden"},
    "421": {"$ref": "#/components/responses/Problem"},
    "429": {"$ref": "#/components/responses/TooMany"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {"$ref": "#/components/responses/Unavailable"}
   }
  }
 },
 "/api/predictions/{id}": {
  "parameters": [{"$ref": "#/components/parameters/PredictionId"}],
  "get": {
   "operationId": "getPrediction",
   "summary": "One prediction with its metrics, options and issues",
   "responses": {
    "200": {
     "description": "The prediction",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/OnePrediction"
       }
      }
     }
    },
    "400": {"$ref": "#/components/responses/BadRequest"},
    "401": {"$ref": "#/components/responses/Unauthorized"},
    "403": {"$ref": "#/components/responses/Forbidden"},
    "404": {"$ref": "#/components/responses/NotFound"},
    "421": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {"$ref": "#/components/responses/Unavailable"}
   }
  },
  "delete": {
   "operationId": "deletePrediction",
   "summary": "Remove a prediction and its files",
   "responses": {
    "204": {"description": "Removed"},
    "400": {"$ref": "#/components/responses/BadRequest"},
    "401": {"$ref": "#/components/responses/Unauthorized"},
    "403": {"$ref": "#/components/responses/Forbidden"},
    "404": {"$ref": "#/components/responses/NotFound"},
    "409": {"$ref": "#/components/responses/Conflict"},
    "421": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {"$ref": "#/components/responses/Unavailable"}
   }
  }
 },
 "/api/predictions/{id}/retry": {
  "parameters": [{"$ref": "#/components/parameters/PredictionId"}],
  "post": {
   "operationId": "retryPrediction",
   "summary": "FAILED → QUEUED",
   "responses": {
    "202": {
     "description": "Queued again",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/OnePrediction"
       }
      }
     }
    },
    "400": {
     "$ref": "#/components/responses/BadRequest"
    },
    "401": {
     "$ref": "#/components/responses/Unauthorized"
    },
    "403": {
     "$ref": "#/components/responses/Forbidden"
    },
    "404": {"$ref": "#/components/responses/NotFound"},
    "409": {"$ref": "#/components/responses/Conflict"},
    "421": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {
     "$ref": "#/components/responses/Unavailable"
    }
   }
  }
 },
 "/api/predictions/{id}/cancel": {
  "parameters": [{"$ref": "#/components/parameters/PredictionId"}],
  "post": {
   "operationId": "cancelPrediction",
   "summary": "QUEUED or PROCESSING → FAILED \"cancelled\"",
   "responses": {
    "202": {
     "description": "Cancelled",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/OnePrediction"
       }
      }
     }
    },
    "400": {
     "$ref": "#/components/responses/BadRequest"
    },
    "401": {
     "$ref": "#/components/responses/Unauthorized"
    },
    "403": {
     "$ref": "#/components/responses/Forbidden"
    },
    "404": {
     "$ref": "#/components/responses/NotFound"
    },
    "409": {
     "$ref": "#/components/responses/Conflict"
    },
    "421": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {
     "$ref": "#/components/responses/Unavailable"
    }
   }
  }
 },
 "/api/predictions/{id}/process-demo": {
  "parameters": [
   {
    "$ref": "#/components/parameters/PredictionId"
   }
  ],
  "post": {
   "operationId": "processDemo",
   "summary": "Run this prediction now and wait for its end",
   "description": "There only with DEMO_MODE=true; otherwise 404. The same queue, child process and fence as every other run.",
   "responses": {
    "200": {
     "description": "As it is at its end, or after 60 s",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/OnePrediction"
       }
      }
     }
    },
    "400": {
     "$ref": "#/components/responses/BadRequest"
    },
    "401": {
     "$ref": "#/components/responses/Unauthorized"
    },
    "403": {
     "$ref": "#/components/responses/Forbidden"
    },
    "404": {
     "$ref": "#/components/responses/NotFound"
    },
    "409": {
     "$ref": "#/components/responses/Conflict"
    },
    "421": {
     "$ref": "#/components/responses/Problem"
    },
    "429": {
     "$ref": "#/components/responses/TooMany"
    },
    "500": {
     "$ref": "#/components/responses/Problem"
    },
    "503": {
     "$ref": "#/components/responses/Unavailable"
    }
   }
  }
 },
 "/api/predictions/{id}/customers": {
  "parameters": [{"$ref": "#/components/parameters/PredictionId"}],
  "get": {
   "operationId": "listCustomers",
   "summary": "Scored customers of a COMPLETED prediction",
   "parameters": [
    {
     "name": "sort",
     "in": "query",
     "schema": {
      "type": "string",
      "enum": [
       "rank",
       "-rank",
       "probability",
       "-probability",
       "row",
       "id"
      ],
      "default": "rank"
     }
    },
    {
     "name": "risk",
     "in": "query",
     "schema": {
      "type": "string",
      "enum": ["high", "medium", "low"]
     }
    },
    {
     "name": "state",
     "in": "query",
     "schema": {
      "type": "string",
      "enum": [
       "active",
       "left",
       "unknown",
       "keepable"
      ]
     }
    },
    {
     "name": "reason",
     "in": "query",
     "description": "A column among the first three reasons",
     "schema": {"type": "string"}
    },
    {
     "name": "q",
     "in": "query",
     "description": "Part of the id, any case",
     "schema": {"type": "string"}
    },
    {
     "name": "offset",
     "in": "query",
     "schema": {
      "type": "integer",
      "minimum": 0,
      "default": 0
     }
    },
    {
     "name": "limit",
     "in": "query",
     "schema": {
      "type": "integer",
      "minimum": 1,
      "maximum": 500,
      "default": 50
     }
    },
    {"$ref": "#/components/parameters/cursor"}
   ],
   "responses": {
    "200": {
     "description": "One page",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/CustomerPage"
       }
      }
     }
    },
    "400": {
     "$ref": "#/components/responses/BadRequest"
    },
    "401": {
     "$ref": "#/components/responses/Unauthorized"
    },
    "403": {
     "$ref": "#/components/responses/Forbidden"
    },
    "404": {
     "$ref": "#/components/responses/NotFound"
    },
    "409": {
     "$ref": "#/components/responses/Conflict"
    },
    "421": {
     "$ref": "#/components/responses/Problem"
    },
    "422": {
     "$ref": "#/components/responses/Problem"
    },
    "500": {
     "$ref": "#/components/responses/Problem"
    },
    "503": {
     "$ref": "#/components/responses/Unavailable"
    }
   }
  }
 },
 "/api/predictions/{id}/customers/{row}": {
  "parameters": [
   {
    "$ref": "#/components/parameters/PredictionId"
   },
   {
    "name": "row",
    "in": "path",
    "required": true,
    "description": "1-based data row",
    "schema": {"type": "integer", "minimum": 1}
   }
  ],
  "get": {
   "operationId": "getCustomer",
   "summary": "One customer with every contribution",
   "responses": {
    "200": {
     "description": "The customer",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/OneCustomer"
       }
      }
     }
    },
    "400": {
     "$ref": "#/components/responses/BadRequest"
    },
    "401": {
     "$ref": "#/components/responses/Unauthorized"
    },
    "403": {
     "$ref": "#/components/responses/Forbidden"
    },
    "404": {
     "$ref": "#/components/responses/NotFound"
    },
    "409": {
     "$ref": "#/components/responses/Conflict"
    },
    "421": {
     "$ref": "#/components/responses/Problem"
    },
    "500": {
     "$ref": "#/components/responses/Problem"
    },
    "503": {
     "$ref": "#/components/responses/Unavailable"
    }
   }
  }
 },
 "/api/predictions/{id}/download": {
  "parameters": [{"$ref": "#/components/parameters/PredictionId"}],
  "get": {
   "operationId": "downloadResult",
   "summary": "The result file of a COMPLETED prediction",
   "parameters": [
    {
     "name": "format",
     "in": "query",
     "schema": {
      "type": "string",
      "enum": ["csv"],
      "default": "csv"
     }
    }
   ],
   "responses": {
    "200": {
     "description": "The result: the file, or a link where Accept names application/json",
     "headers": {
      "Content-Disposition": {
       "schema": {
        "type": "string"
       }
      }
     },
     "content": {
      "text/csv": {
       "schema": {
        "type": "string"
       }
      },
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/DownloadLink"
       }
      }
     }
    },
    "400": {
     "$ref": "#/components/responses/BadRequest"
    },
    "401": {
     "$ref": "#/components/responses/Unauthorized"
    },
    "403": {
     "$ref": "#/components/responses/Forbidden"
    },
    "404": {
     "$ref": "#/components/responses/NotFound"
    },
    "409": {
     "$ref": "#/components/responses/Conflict"
    },
    "421": {
     "$ref": "#/components/responses/Problem"
    },
    "422": {
     "$ref": "#/components/responses/Problem"
    },
    "500": {
     "$ref": "#/components/responses/Problem"
    },
    "503": {
     "$ref": "#/components/responses/Unavailable"
    }
   }
  }
 },
 "/api/predictions/download_predictions/{id}": {
  "parameters": [
   {
    "$ref": "#/components/parameters/PredictionId"
   }
  ],
  "get": {
   "operationId": "downloadPredictions",
   "summary": "The same under its first address",
   "parameters": [
    {
     "name": "format",
     "in": "query",
     "schema": {
      "type": "string",
      "enum": ["csv"],
      "default": "csv"
     }
    }
   ],
   "responses": {
    "200": {
     "description": "The result: the file, or a link where Accept names application/json",
     "headers": {
      "Content-Disposition": {
       "schema": {
        "type": "string"
       }
      }
     },
     "content": {
      "text/csv": {
       "schema": {
        "type": "string"
       }
      },
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/DownloadLink"
       }
      }
     }
    },
    "400": {
     "$ref": "#/components/responses/BadRequest"
    },
    "401": {
     "$ref": "#/components/responses/Unauthorized"
    },
    "403": {
     "$ref": "#/components/responses/Forbidden"
    },
    "404": {
     "$ref": "#/components/responses/NotFound"
    },
    "409": {
     "$ref": "#/components/responses/Conflict"
    },
    "421": {
     "$ref": "#/components/responses/Problem"
    },
    "422": {
     "$ref": "#/components/responses/Problem"
    },
    "500": {
     "$ref": "#/components/responses/Problem"
    },
    "503": {
     "$ref": "#/components/responses/Unavailable"
    }
   }
  }
 },
 "/api/downloads/{token}": {
  "parameters": [
   {
    "name": "token",
    "in": "path",
    "required": true,
    "schema": {"type": "string"}
   }
  ],
  "get": {
   "operationId": "downloadByLink",
   "summary": "The result file by a signed link of five minutes",
   "security": [],
   "responses": {
    "200": {
     "description": "The file",
     "headers": {
      "Content-Disposition": {
       "schema": {
        "type": "string"
       }
      }
     },
     "content": {
      "text/csv": {
       "schema": {"type": "string"}
      }
     }
    },
    "400": {"$ref": "#/components/responses/BadRequest"},
    "403": {"$ref": "#/components/responses/Forbidden"},
    "404": {"$ref": "#/components/responses/NotFound"},
    "409": {"$ref": "#/components/responses/Conflict"},
    "421": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {"$ref": "#/components/responses/Unavailable"}
   }
  }
 },
 "/api/samples": {
  "get": {
   "operationId": "listSamples",
   "summary": "The sample files that ship with the program",
   "responses": {
    "200": {
     "description": "All",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/SamplePage"
       }
      }
     }
    },
    "400": {"$ref": "#/components/responses/BadRequest"},
    "401": {"$ref": "#/components/responses/Unauthorized"},
    "403": {"$ref": "#/components/responses/Forbidden"},
    "421": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {"$ref": "#/components/responses/Unavailable"}
   }
  }
 },
 "/api/samples/{name}": {
  "parameters": [
   {
    "name": "name",
    "in": "path",
    "required": true,
    "schema": {"type": "string"}
   }
  ],
  "get": {
   "operationId": "getSample",
   "summary": "One sample file",
   "responses": {
    "200": {
     "description": "The file",
     "headers": {
      "Content-Disposition": {
       "schema": {
        "type": "string"
       }
      }
     },
     "content": {
      "text/csv": {"schema": {"type": "string"}}
     }
    },
    "400": {"$ref": "#/components/responses/BadRequest"},
    "401": {"$ref": "#/components/responses/Unauthorized"},
    "403": {"$ref": "#/components/responses/Forbidden"},
    "404": {"$ref": "#/components/responses/NotFound"},
    "421": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {"$ref": "#/components/responses/Unavailable"}
   }
  }
 },
 "/api/session": {
  "post": {
   "operationId": "signIn",
   "summary": "Spend a one-time sign-in link for a session cookie",
   "security": [],
   "requestBody": {
    "required": true,
    "content": {
     "application/json": {
      "schema": {
       "type": "object",
       "required": ["link"],
       "additionalProperties": false,
       "properties": {
        "link": {
         "type": "string"
        }
       }
      }
     }
    }
   },
   "responses": {
    "200": {
     "description": "Signed in",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/Success"
       }
      }
     },
     "headers": {"Set-Cookie": {"schema": {"type": "string"}}}
    },
    "400": {"$ref": "#/components/responses/BadRequest"},
    "401": {"$ref": "#/components/responses/Unauthorized"},
    "403": {"$ref": "#/components/responses/Forbidden"},
    "413": {"$ref": "#/components/responses/Problem"},
    "415": {"$ref": "#/components/responses/Problem"},
    "421": {"$ref": "#/components/responses/Problem"},
    "422": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {"$ref": "#/components/responses/Unavailable"}
   }
  },
  "delete": {
   "operationId": "signOut",
   "summary": "End this session",
   "responses": {
    "204": {"description": "Signed out"},
    "400": {"$ref": "#/components/responses/BadRequest"},
    "401": {"$ref": "#/components/responses/Unauthorized"},
    "403": {"$ref": "#/components/responses/Forbidden"},
    "421": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {"$ref": "#/components/responses/Unavailable"}
   }
  }
 },
 "/api/me": {
  "get": {
   "operationId": "getMe",
   "summary": "Who the caller is, and what limits hold",
   "responses": {
    "200": {
     "description": "The caller",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/Me"
       }
      }
     }
    },
    "400": {"$ref": "#/components/responses/BadRequest"},
    "401": {"$ref": "#/components/responses/Unauthorized"},
    "403": {"$ref": "#/components/responses/Forbidden"},
    "421": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {"$ref": "#/components/responses/Unavailable"}
   }
  }
 },
 "/health": {
  "get": {
   "operationId": "health",
   "summary": "Liveness; touches nothing",
   "security": [],
   "responses": {
    "200": {
     "description": "Alive",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/Health"
       }
      }
     }
    },
    "400": {"$ref": "#/components/responses/BadRequest"},
    "421": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"}
   }
  }
 },
 "/healthz": {
  "get": {
   "operationId": "healthz",
   "summary": "Liveness; touches nothing",
   "security": [],
   "responses": {
    "200": {
     "description": "Alive",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/Health"
       }
      }
     }
    },
    "400": {"$ref": "#/components/responses/BadRequest"},
    "421": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"}
   }
  }
 },
 "/ready": {
  "get": {
   "operationId": "ready",
   "summary": "Readiness: database, migrations, blobs, queue",
   "security": [],
   "responses": {
    "200": {
     "description": "Ready",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/Ready"
       }
      }
     }
    },
    "400": {"$ref": "#/components/responses/BadRequest"},
    "421": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {
     "description": "Not ready",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/Ready"
       }
      }
     }
    }
   }
  }
 },
 "/readyz": {
  "get": {
   "operationId": "readyz",
   "summary": "Readiness: database, migrations, blobs, queue",
   "security": [],
   "responses": {
    "200": {
     "description": "Ready",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/Ready"
       }
      }
     }
    },
    "400": {"$ref": "#/components/responses/BadRequest"},
    "421": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {
     "description": "Not ready",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/Ready"
       }
      }
     }
    }
   }
  }
 },
 "/version": {
  "get": {
   "operationId": "version",
   "summary": "The build",
   "responses": {
    "200": {
     "description": "The build",
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/Version"
       }
      }
     }
    },
    "400": {"$ref": "#/components/responses/BadRequest"},
    "401": {"$ref": "#/components/responses/Unauthorized"},
    "403": {"$ref": "#/components/responses/Forbidden"},
    "421": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {"$ref": "#/components/responses/Unavailable"}
   }
  }
 },
 "/metrics": {
  "get": {
   "operationId": "metrics",
   "summary": "Figures in Prometheus' text format",
   "responses": {
    "200": {
     "description": "Figures",
     "content": {"text/plain": {"schema": {"type": "string"}}}
    },
    "400": {"$ref": "#/components/responses/BadRequest"},
    "401": {"$ref": "#/components/responses/Unauthorized"},
    "403": {"$ref": "#/components/responses/Forbidden"},
    "421": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"},
    "503": {"$ref": "#/components/responses/Unavailable"}
   }
  }
 },
 "/api/openapi.json": {
  "get": {
   "operationId": "openapi",
   "summary": "This description",
   "security": [],
   "responses": {
    "200": {
     "description": "OpenAPI 3.1",
     "content": {
      "application/json": {
       "schema": {
        "type": "object"
       }
      }
     }
    },
    "400": {"$ref": "#/components/responses/BadRequest"},
    "421": {"$ref": "#/components/responses/Problem"},
    "500": {"$ref": "#/components/responses/Problem"}
   }
  }
 }
})json";
  // clang-format on
}

}  // namespace retainwise::http
