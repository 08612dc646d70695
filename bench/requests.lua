-- wrk's script: a page asked for as a signed-in person, or a form sent with a key of its own.
-- COOKIE, TOKEN: the sign-in. BODY: the form, where {key} becomes a new UUID. EXPECT: the status.
-- ANEW: each time another word goes with the question, so that no answer can be given again.

local cookie = os.getenv("COOKIE") or ""
local token = os.getenv("TOKEN") or ""
local body = os.getenv("BODY")
local expected = tonumber(os.getenv("EXPECT") or "200")
local anew = os.getenv("ANEW")
local threads = {}
local asked = 0

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  failed, shown = 0, false
  math.randomseed(os.time() * 1000 + math.floor((os.clock() * 1000000) % 1000))
end

local function new_key()
  return (string.gsub("xxxxxxxx-xxxx-7xxx-8xxx-xxxxxxxxxxxx", "x", function()
    return string.format("%x", math.random(0, 15))
  end))
end

function request()
  local headers = { ["Cookie"] = cookie, ["Accept-Language"] = "th" }
  if anew then
    asked = asked + 1
    headers["X-Anew"] = tostring(asked)
  end
  if not body then
    return wrk.format("GET", nil, headers)
  end
  headers["Content-Type"] = "application/x-www-form-urlencoded"
  headers["X-CSRFToken"] = token
  return wrk.format("POST", nil, headers, (string.gsub(body, "{key}", new_key)))
end

function response(status, headers, text)
  if status ~= expected then
    failed = failed + 1
    if not shown then
      shown = true
      print("answered " .. status .. " instead of " .. expected .. ": " .. string.sub(text, 1, 2000))
    end
  end
end

function done(summary, latency, requests)
  local wrong = summary.errors.connect + summary.errors.read + summary.errors.write
    + summary.errors.timeout
  for _, thread in ipairs(threads) do
    wrong = wrong + thread:get("failed")
  end
  print(string.format(
    "asa requests=%d seconds=%.3f failed=%d p50=%d p95=%d",
    summary.requests, summary.duration / 1000000, wrong,
    latency:percentile(50), latency:percentile(95)
  ))
end
