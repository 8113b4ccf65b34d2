import base64, sys
from verification import is_verified

for line in open(sys.argv[1], encoding="ascii"):
    fields = [base64.b64decode(field) for field in line.strip().split(",")]
    secret, key, now, id, timestamp, signatures = (field.decode() for field in fields[:6])
    headers = {"webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures}
    print(str(is_verified(secret, [key], headers, fields[6], int(now))).lower())
