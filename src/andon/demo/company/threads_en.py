"""What customers write in English, and how it went on; read by `threads.py`."""

THREADS = """
== refund-missing | refunds | refund
T Refund for order {order} has not arrived
T Shopper still waits for her money back ({order})
C Hello, we gave {amount} back for order {order} eight days ago. The shopper says that nothing has arrived at her
C2 bank. Our page says “refunded”, so we do not know what to tell her.
A Hello {first}, I have looked it up: the refund left us on the same day, with the reference {ref}. Her bank has had
A2 it since then. Banks take up to ten working days; with the reference they find it at once.
C Thank you, I passed the reference on. I will write if it is still missing next week.
A Good. I keep this open until you tell me that she has it.
C It arrived this morning. Thanks for the reference, that did it.
S Looked up the refund at the bank -> sent the same day, reference {ref}

== export-empty | exports | export
T Export has empty columns again
T Order export without prices
C Hi, the weekly export of orders has empty columns for “net” and “VAT” since Sunday. Our bookkeeping reads that file
C2 every Monday, so somebody types the numbers in by hand now.
A Hi {first}, sorry for the hand work. The columns are empty when a price list in a second currency is switched on and
A2 none of its prices is used yet. Did you add one last week?
C Yes, we prepared the Swiss shop. It is not live yet.
A Then that is it. I have excluded that list from your export, so tonight's file has the columns again. The team that
A2 owns exports knows about it.
C Confirmed, the file is complete. Please tell me when it is mended for good, we go live in three weeks.
S Excluded the unused price list from the export -> columns filled
N Third shop this month with an unused second price list. Told Platform.

== webhook-stopped | webhooks | webhook, integration
T Webhook retries stopped on Sunday
T No more order events since last night
C Our receiver was down for two hours on Sunday. Since it came back we get new events, but none of those that failed
C2 in between. About {n} orders are missing in our warehouse system.
A Hello {first}, I see {n} events that ended after nine tries. They are kept for 30 days. Shall I send them again now,
A2 in their order?
C Yes please, but not faster than ten a second.
A Started, eight a second. It will take a few minutes; I write when the last one is through.
C All there. We checked the numbers against your export. Perfect, thank you.
S Replayed the failed events at 8 a second -> all delivered

== vat-rate | tax | tax, how-to
T How do I change the VAT rate?
T VAT for books is wrong
C Hello! We started selling books and they show the full VAT. Where can I change that? I only found the rate of the
C2 whole shop.
A Hello {first}, the rate belongs to the product's tax group. Open Products, choose the books, then Change many, Tax
A2 group, Books and newspapers. Orders from then on use it; past invoices stay as they are.
C Found it, easy once you know. Can I do this at import too?
A Yes: a column named tax_group with the value “books”.
C Great, works.

== second-admin | staff | staff, how-to
T Add a second administrator
T Colleague leaves, who owns our account?
C Hi, I am the only administrator and go on parental leave on the 1st. How can my colleague become one? The button is
C2 grey for me.
A Hi {first}, congratulations! The button is grey because your colleague has not switched two-step sign-in on, which
A2 we ask of administrators. Once that is done you can do it yourself under Staff, Roles.
C She has it now and the button works. That message could be on the page :)
N Good point: say on the page why the button is grey. Sent to Accounts.

== labels-blank | labels | label, printing
T Labels come out blank since the update
T Half of our labels are cut off
C Since this morning our Zebra printer prints blank labels for one carrier only. Others are fine. We send out {n}
C2 parcels a day and the van comes at four.
A Hello {first}, which format is chosen for that carrier: PDF or ZPL?
C ZPL. We never changed that.
A Thank you. Please choose PDF for today, then the 4 o'clock van is safe. I have given the ZPL file to the Delivery
A2 team: it names a font that your printer does not have.
C PDF works, parcels are on the van. Tell me when we can go back.
A The font is corrected since this morning. ZPL is fine again.
C Back on ZPL, all good.
S Printed one label as PDF -> fine
S Printed one label as ZPL -> blank

== stock-negative | stock | stock
T Stock goes below zero
T Sold three that we do not have
C We sold {product} three times although the shop had only one left. The tablet in the store and the website took them
C2 within the same minute. Now I have two unhappy customers.
A Hello {first}, that should not happen, sorry. I can see that “sell when out of stock” is on for this product since
A2 the summer. Do you want that?
C No! Somebody must have clicked that. Can you see for how many products it is on?
A For {n}. I have put the list into your exports so that you can decide, and you can switch it off for all at once
A2 under Change many.
C Done, switched off. Thanks for the list.

== slow-search | search | search, speed
T Search takes ages
T Shop search shows old products
C The search on our website still finds products that we took offline on Monday, and clicking on them gives an error
C2 page. Shoppers complain in our chat.
A Hello {first}, your last import took {n} products offline in one go, and the search index was behind. I have started
A2 it anew for your shop; it takes about twenty minutes.
C It is right now. Does that happen after every big import?
A It should not. The Catalogue team looks at why it fell behind; I will tell you what they find.
S Rebuilt the search index -> old products gone

== payout-late | payouts | payout
T Payout of last Friday is missing
T Where is our money?
C Good morning, the payout of Friday ({amount}) is not in our account. Payroll is on Wednesday, so I am a little
C2 nervous.
A Good morning {first}. Your bank sent it back because the account number on file is the old one. Did you change
A2 banks?
C Oh. Yes, two weeks ago. I thought my colleague had entered it.
A You can enter it under Money, Payouts; for your protection a second administrator has to confirm it. Then the payout
A2 goes out the same day.
C Both done. Please send it today if you can.
A It left at noon, you should have it tomorrow morning.
C It is there. You saved my Wednesday.
S Asked Finance why the payout came back -> old account number

== invoice-twice | invoices | invoice
T Invoice of October charged twice
T Two invoices for the same month
C Hello, we were charged {amount} twice for October. Invoice numbers end in 114 and 131. Please return one.
A Hello {first}, you are right. The second is a mistake of ours: your change of plan was booked as a new contract. I
A2 have cancelled it, and the money is on its way back.
C Thank you. Do we get a credit note for our books?
A Yes, it is under Money, Invoices since today.

== domain-cert | storefront | domain
T Certificate warning on our own domain
T Browser says our shop is not secure
C Shoppers see a warning that our shop is not secure. We moved the domain to another provider yesterday. HELP, our
C2 sale starts tonight!
A Hello {first}, I am on it. The new provider's entry points at an old address of ours. Please set the CNAME of “www”
A2 to shops.fernhill.example. The certificate then comes by itself within ten minutes.
C Changed it. Still the warning on my phone.
A I see the new entry from here, and the certificate was issued a minute ago. Please close the tab and open it again.
C YES. Thank you so much. Sale is on.
S Checked the DNS entry -> pointed at an old address
S Waited for the new certificate -> issued

== api-limit | api | api, integration
T 429 from the API at night
T API says too many requests
C Our nightly sync of {n} products gets 429 after a few minutes. We send one request per product. It worked until last
C2 month; did you change limits?
A Hi {first}, the limits are the same, your catalogue has grown past them. Please use the batch call: 500 products per
A2 request. Your sync then needs {k} requests instead of {n}.
C Did not know that exists. We will build it in this week.
A Tell me if you get stuck. I have doubled your limit until Sunday so that the nights are quiet.
C Batch call is live, four minutes instead of two hours. Please take the extra limit away again, not needed.

== collect-mail | collect | click-and-collect
T Shoppers get “ready to collect” too early
T Collect mail goes out before we packed it
C People stand in our shop with a mail that says “ready to collect” but we have not even printed the order. It is
C2 embarrassing.
A Hello {first}, the mail leaves when the order is confirmed. You can have it wait for “packed”: Delivery, Click and
A2 collect, Send the mail when. I have left it as it was, as it is your shop.
C Switched. First day without angry faces. Thanks!

== gift-balance | gift-cards | gift-card
T Gift card shows the wrong balance
T Customer's gift card is empty, she says
C A shopper bought a gift card of {amount} in spring and never used it. The till says 0. She has the receipt with her.
A Hello {first}, may I have the last four digits of the card?
C 7 7 0 4
A Thank you. It was used online in August, with an order to the same street as hers. Perhaps somebody in her house? I
A2 cannot give you the name, but she can see the order when she signs in.
C It was her daughter. Case closed, and some laughing here at the till.

== printer-till | till-app | tablet, printing
T Receipt printer does not connect to the tablet
T Tablet loses the printer every morning
C Each morning the tablet cannot find the receipt printer. We restart both, twice, then it works until closing time.
A Hello {first}, which tablet is it, and does the printer get a new address overnight? You see it when you hold its
A2 feed button for five seconds.
C It is an Android tablet, and yes: other number each day on the slip.
A Then please give the printer a fixed address in your router; the page in our help shows how. The till app remembers
A2 the address, not the printer.
C Did that yesterday. This morning it just worked.
S Restarted tablet and printer -> works until the next morning
S Gave the printer a fixed address -> works

== feature-bundle | catalogue | idea
T Can we sell bundles?
T Bundles of products with their own price
C We would like to sell three soaps as a bundle for less than the sum. Now we make a product of its own, and stock is
C2 wrong all the time. Is there another way?
A Hello {first}, not a good one today. Bundles are asked for often; I have added your words to the wish. May somebody
A2 from the Catalogue team call you about how you count stock?
C With pleasure, afternoons are best.
N Wish: bundles. Would take part in a call.

== voucher-abuse | prices | discount
T Voucher was used {k} times by one person
T Welcome voucher can be used again and again
C Our WELCOME10 voucher is “once per customer”, but one clever person used it {k} times with different e-mail
C2 addresses. Can this be limited by delivery address?
A Hello {first}, yes: Prices, Vouchers, Limits, “once per address”. It is off for vouchers made before June.
C On now. Can I see who else did this?
A I have put a list of orders with the same address into your exports.
C Only four people, we let it be. Thank you.

== tracking-stale | tracking | tracking
T Tracking stays at “label printed”
T Parcels arrive but tracking does not move
C For two days tracking of one carrier stays at “label printed”, although shoppers tell us the parcel is at their
C2 door.
A Hello {first}, the carrier has changed its address for status messages and we still asked the old one. The Delivery
A2 team has the new one in place since ten minutes; older parcels follow within the hour.
C I see them moving. Thanks for being quick.
S Asked the carrier -> new address since Monday

== sso-loop | sign-in | sign-in, integration
T Single sign-on sends us in circles
T Cannot sign in with our company account
C Since we renewed the certificate of our identity provider, staff are sent back and forth between the sign-in page
C2 and our provider. Nobody gets in. {n} people are waiting.
A Hello {first}, your new certificate is not known to us yet. Can an administrator upload the new metadata under
A2 Staff, Single sign-on? If no administrator is in: I can send a one-time link to the address on file.
C Please send the link, our only admin is in the same circle.
A Sent to the address that ends in @{domain}.
C We are in. Added a second admin without single sign-on for next time.
S Asked for the new metadata -> uploaded

== newsletter-spam | shopper-mail | mail
T Order confirmations land in spam
T Our mails go to the junk folder
C Several shoppers say that order confirmations are in their junk folder since last week. We did not change anything.
A Hello {first}, your domain's SPF entry lost our servers, perhaps when the website moved. I have sent you the line to
A2 add. Mail providers trust it within a day.
C Added. How do I know that it works?
A Send an order confirmation to yourself and look for “signed by: {domain}”. From here it looks right.
C It says signed. Thanks.

== data-erase | staff | privacy
T Please delete a shopper's data
T Request for erasure
C A shopper asks us to delete all that we know about her. What do we have to do on your side, and what stays for the
C2 tax office?
A Hello {first}, under Shoppers, choose her, then Erase. Name, address and mails go; invoices stay without her e-mail,
A2 as the law wants it. You get a paper that says what was erased.
C Done, and the paper is exactly what our lawyer wanted.
"""
