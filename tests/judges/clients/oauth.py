"""A bearer and a sale by a client of OAuth: python oauth.py ADDRESS ID SECRET requests-oauthlib|authlib METHOD."""

import json
import os
import sys

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # this machine alone
address, client_id, secret, library, method = sys.argv[1:]
if library == "authlib":
    from authlib.integrations.requests_client import OAuth2Session

    session = OAuth2Session(client_id, secret, token_endpoint_auth_method=method, scope="issue read")
    token = session.fetch_token(f"{address}/oauth/token", grant_type="client_credentials")
else:
    from oauthlib.oauth2 import BackendApplicationClient
    from requests.auth import HTTPBasicAuth
    from requests_oauthlib import OAuth2Session

    session = OAuth2Session(client=BackendApplicationClient(client_id, scope=["issue", "read"]))
    given = (
        {"auth": HTTPBasicAuth(client_id, secret)}
        if method == "client_secret_basic"
        else {"client_secret": secret, "include_client_id": True}
    )
    token = session.fetch_token(f"{address}/oauth/token", **given)
card = session.post(f"{address}/gift-cards", json={"initial_value": "20.00"}).json()["gift_card"]
read = session.get(f"{address}/gift-cards/{card['id']}").json()["gift_card"]
refused = session.put(f"{address}/gift-cards/{card['id']}/balance", json={"balance": "1.00"})
print(
    json.dumps(
        {
            "lasts": token["expires_in"],
            "scope": sorted(token["scope"] if isinstance(token["scope"], list) else token["scope"].split()),
            "balance": read["balance"],
            "refused": [refused.status_code, refused.json()["code"]],
        }
    )
)
