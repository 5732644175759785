package com.acme.outgoing;

import io.micrometer.observation.annotation.Observed;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A bean with an observed method, which calls services by all kinds of clients.
 */
public class Articles {

	private final Prices prices;

	private final RestClient restClient;

	private final RestTemplate restTemplate;

	private final WebClient webClient;

	private final SqsClient sqs;

	Articles(Prices prices, RestClient restClient, RestTemplate restTemplate, WebClient webClient, SqsClient sqs) {
		this.prices = prices;
		this.restClient = restClient;
		this.restTemplate = restTemplate;
		this.webClient = webClient;
		this.sqs = sqs;
	}

	@Observed(name = "orders", contextualName = "order", lowCardinalityKeyValues = { "shop", "fruits" })
	public void order(String article) {
		this.prices.of(article);
		// the server for AWS is one for all
		String url = System.getenv("AWS_ENDPOINT_URL") + "/" + article;
		this.restClient.get().uri(url + "/rest-client").retrieve().toBodilessEntity();
		this.restTemplate.getForObject(url + "/rest-template", String.class);
		this.webClient.get().uri(url + "/web-client").retrieve().toBodilessEntity().block();
		this.sqs.listQueues((request) -> request.queueNamePrefix(article));
	}

}
